// Rows that are ticked for a batch are counted as they are ticked, and all of a page are ticked at once.
const form = document.getElementById("batch");
const all = form?.querySelector("[data-pick-all]");

if (all) {
  const box = all.querySelector("input"), said = form.querySelector("[data-picked]"), before = said.textContent;
  const rows = [...form.querySelectorAll("[data-pick]")];
  const count = () => {
    const ticked = rows.filter((row) => row.checked).length;
    box.checked = ticked === rows.length;
    box.indeterminate = ticked > 0 && !box.checked;
    said.textContent = ticked ? `已选 ${ticked} 件：` : before;
  };
  all.hidden = false;
  box.addEventListener("change", () => { rows.forEach((row) => { row.checked = box.checked; }); count(); });
  form.addEventListener("change", (event) => event.target.matches("[data-pick]") && count());
  addEventListener("pageshow", count);
}
