// Marks what is overdue on the day of the reader: pages themselves are the same whenever they are made.
const now = new Date();
const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
for (const time of document.querySelectorAll("time[data-late]")) {
  if (time.dateTime >= day) continue;
  const mark = document.createElement("span");
  mark.className = "badge bad";
  mark.textContent = time.dataset.late;
  time.after(" ", mark);
}
