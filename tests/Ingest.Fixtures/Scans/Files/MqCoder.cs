namespace Ingest.Fixtures.Scans.Files;

/// <summary>The MQ arithmetic coder of T.88, annex E.2 (encoder: annex C of T.800).</summary>
internal sealed class MqCoder(int contexts)
{
    private static readonly (int Qe, int NextMore, int NextLess, bool Switches)[] States =
    [
        (0x5601, 1, 1, true), (0x3401, 2, 6, false), (0x1801, 3, 9, false), (0x0AC1, 4, 12, false), (0x0521, 5, 29, false), (0x0221, 38, 33, false),
        (0x5601, 7, 6, true), (0x5401, 8, 14, false), (0x4801, 9, 14, false), (0x3801, 10, 14, false), (0x3001, 11, 17, false), (0x2401, 12, 18, false),
        (0x1C01, 13, 20, false), (0x1601, 29, 21, false), (0x5601, 15, 14, true), (0x5401, 16, 14, false), (0x5101, 17, 15, false), (0x4801, 18, 16, false),
        (0x3801, 19, 17, false), (0x3401, 20, 18, false), (0x3001, 21, 19, false), (0x2801, 22, 19, false), (0x2401, 23, 20, false), (0x2201, 24, 21, false),
        (0x1C01, 25, 22, false), (0x1801, 26, 23, false), (0x1601, 27, 24, false), (0x1401, 28, 25, false), (0x1201, 29, 26, false), (0x1101, 30, 27, false),
        (0x0AC1, 31, 28, false), (0x09C1, 32, 29, false), (0x08A1, 33, 30, false), (0x0521, 34, 31, false), (0x0441, 35, 32, false), (0x02A1, 36, 33, false),
        (0x0221, 37, 34, false), (0x0141, 38, 35, false), (0x0111, 39, 36, false), (0x0085, 40, 37, false), (0x0049, 41, 38, false), (0x0025, 42, 39, false),
        (0x0015, 43, 40, false), (0x0009, 44, 41, false), (0x0005, 45, 42, false), (0x0001, 45, 43, false), (0x5601, 46, 46, false),
    ];

    private readonly byte[] _states = new byte[contexts];
    private readonly byte[] _likely = new byte[contexts];

    // Before the first byte stands one that is thrown away, which a carry may reach.
    private readonly List<byte> _bytes = [0];
    private uint _interval = 0x8000;
    private uint _code;
    private int _shifts = 12;

    public void Encode(int bit, int context)
    {
        var state = States[_states[context]];
        var qe = (uint)state.Qe;
        _interval -= qe;
        if (bit == _likely[context])
        {
            if ((_interval & 0x8000) != 0)
            {
                _code += qe;
                return;
            }

            if (_interval < qe)
                _interval = qe;
            else
                _code += qe;
            _states[context] = (byte)state.NextMore;
        }
        else
        {
            if (_interval < qe)
                _code += qe;
            else
                _interval = qe;
            if (state.Switches)
                _likely[context] ^= 1;
            _states[context] = (byte)state.NextLess;
        }

        do
        {
            _interval <<= 1;
            _code <<= 1;
            if (--_shifts == 0)
                ByteOut();
        }
        while ((_interval & 0x8000) == 0);
    }

    public byte[] Finish()
    {
        var top = _code + _interval;
        _code |= 0xFFFF;
        if (_code >= top)
            _code -= 0x8000;
        _code <<= _shifts;
        ByteOut();
        _code <<= _shifts;
        ByteOut();
        if (_bytes[^1] != 0xFF)
            _bytes.Add(0xFF);
        _bytes.Add(0xAC);
        return [.. _bytes.Skip(1)];
    }

    private void ByteOut()
    {
        if (_bytes[^1] == 0xFF)
        {
            Stuffed();
        }
        else if (_code < 0x8000000)
        {
            Plain();
        }
        else
        {
            _bytes[^1]++;
            if (_bytes[^1] == 0xFF)
            {
                _code &= 0x7FFFFFF;
                Stuffed();
            }
            else
            {
                Plain();
            }
        }
    }

    private void Stuffed()
    {
        _bytes.Add((byte)(_code >> 20));
        _code &= 0xFFFFF;
        _shifts = 7;
    }

    private void Plain()
    {
        _bytes.Add((byte)(_code >> 19));
        _code &= 0x7FFFF;
        _shifts = 8;
    }
}
