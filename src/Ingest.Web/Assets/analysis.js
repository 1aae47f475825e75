// Draws the charts that the page describes. A click on a bar narrows the page to it. Tips are drawn on the canvas: the
// page's content policy lets nobody write styles into it.
const style = getComputedStyle(document.documentElement);
const probe = document.body.appendChild(document.createElement("i"));
const colour = name => { probe.style.color = `var(${name})`; return getComputedStyle(probe).color; };
const ink = colour("--ink"), soft = colour("--ink-soft"), line = colour("--line"), sheet = colour("--sheet");
const looks = {
  excellent: colour("--ok"), good: colour("--info"), fair: colour("--warning"), poor: colour("--error"), none: soft,
  budget: colour("--info"), executed: colour("--accent"), rate: colour("--warning"), bar: colour("--accent"),
};
probe.remove();
const text = { color: ink, fontFamily: style.fontFamily, fontSize: 12 };
// A Chinese character is as wide as two others.
function short(name, width) {
  let used = 0, end = 0;
  for (const letter of name) { used += letter.charCodeAt(0) > 0x2000 ? 2 : 1; if (used > width) return name.slice(0, end) + "…"; end += letter.length; }
  return name;
}
const number = value => value == null ? "–" : value.toLocaleString("en-US", { maximumFractionDigits: 2 });

function options(chart) {
  const lying = chart.kind === "lying";
  const names = { type: "category", data: chart.categories.map(category => category.name), inverse: lying, axisTick: { show: false },
    axisLine: { lineStyle: { color: line } }, axisLabel: { color: ink, width: 150, formatter: name => short(name, lying ? 25 : 12) } };
  const values = { type: "value", splitLine: { lineStyle: { color: line } }, axisLabel: { color: soft, formatter: number } };
  const percent = { ...values, splitLine: { show: false }, min: 0, axisLabel: { color: soft, formatter: "{value}%" } };
  return {
    animation: false, textStyle: text,
    grid: { left: lying ? 168 : 64, right: chart.kind === "money" ? 52 : 40, top: lying ? 12 : 36, bottom: 28 },
    legend: lying ? undefined : { top: 0, textStyle: text, icon: "roundRect", itemWidth: 12, itemHeight: 8 },
    tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, renderMode: "richText", valueFormatter: number, backgroundColor: sheet, borderColor: line, textStyle: text },
    xAxis: lying ? values : names,
    yAxis: lying ? names : chart.kind === "money" ? [values, percent] : values,
    series: chart.series.map(series => ({
      name: series.name, data: series.data, type: series.look === "rate" ? "line" : "bar", yAxisIndex: series.look === "rate" ? 1 : 0,
      stack: chart.kind === "bars" ? "all" : undefined, barMaxWidth: lying ? 16 : 42, itemStyle: { color: looks[series.look] }, lineStyle: { color: looks[series.look] },
      label: lying ? { show: true, position: "right", color: soft, formatter: point => number(point.value) } : undefined, cursor: "pointer",
    })),
  };
}

const drawn = [...document.querySelectorAll("[data-chart]")].map(place => {
  const chart = JSON.parse(place.dataset.chart);
  const view = echarts.init(place, null, { renderer: "canvas" });
  view.setOption(options(chart));
  view.on("click", point => { const href = chart.categories[point.dataIndex]?.href; if (href) location.href = href; });
  new ResizeObserver(() => view.resize()).observe(place);
  return view;
});
document.documentElement.dataset.drawn = drawn.length;
addEventListener("beforeprint", () => drawn.forEach(view => view.resize()));

document.querySelectorAll("form.filters select").forEach(select => select.addEventListener("change", () => {
  [...select.form.elements].forEach(field => { if (field.value === "") field.disabled = true; });
  select.form.requestSubmit();
}));
