// Decisions by group: the buttons, or A and K for the group in focus (the first where none is).
function decide(group, decision) {
  group.querySelectorAll(`input[type=radio][value=${decision}]`).forEach(radio => { radio.checked = true; });
}

document.addEventListener("click", event => {
  const button = event.target.closest("[data-all]");
  if (button) decide(button.closest("[data-group]"), button.dataset.all);
});

document.addEventListener("keydown", event => {
  const decision = { a: "accept", k: "keep" }[event.key.toLowerCase()];
  if (!decision || event.ctrlKey || event.metaKey || event.altKey) return;
  const group = document.activeElement.closest("[data-group]") ?? document.querySelector("[data-group]");
  if (!group) return;
  decide(group, decision);
  const next = group.nextElementSibling;
  (next?.querySelector("input[type=radio]") ?? document.querySelector(".decide button"))?.focus();
  event.preventDefault();
});

document.querySelector("[data-group] input[type=radio]")?.focus();
