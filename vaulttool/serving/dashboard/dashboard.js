"use strict";
(() => {
  const told = document.getElementById("told");
  const show = async () => {
    const answer = await fetch("/week");
    if (!answer.ok) return;
    const week = await answer.json();
    const focused = document.activeElement?.dataset?.box && document.activeElement.closest("li")?.dataset.id;
    for (const page of week.pages) {
      const section = document.getElementById(page.name);
      section.dataset.path = page.path;
      // The server made this markup itself: what notes say stands in it as text.
      section.innerHTML = page.html;
    }
    told.textContent = week.problems.join(" ");
    if (focused) document.querySelector(`li[data-id="${CSS.escape(focused)}"] button`)?.focus();
    document.body.dataset.shown = String(Number(document.body.dataset.shown || 0) + 1);
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-box]");
    if (!button) return;
    const item = button.closest("li").dataset.id, page = button.closest("section").dataset.path;
    const box = button.getAttribute("aria-pressed") === "true" ? " " : button.dataset.box;
    const answer = await fetch("/answer", { method: "POST", headers: { "content-type": "application/json" },
      body: JSON.stringify({ page, item, box }) });
    await show();
    if (!answer.ok) told.textContent = (await answer.json()).problem;
  });
  const events = new EventSource("/events");
  events.addEventListener("changed", show);
  events.onerror = () => { told.textContent = document.body.dataset.gone; };
  events.onopen = () => { told.textContent = ""; };
  show();
})();
