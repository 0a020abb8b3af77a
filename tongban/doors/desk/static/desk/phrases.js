// A phrase that was kept with its article brings the article along, where none was chosen yet.
document.addEventListener("change", (event) => {
  const law = event.target.matches?.("select[data-into]") && event.target.selectedOptions[0]?.dataset.law;
  const into = document.getElementById("law_other");
  const picked = document.getElementById("f-law");
  if (law && into && !into.value && !picked?.value) into.value = law;
});
