// Applies the remembered theme before the first paint and tells the style sheet that scripts run.
(function (root) {
  root.classList.add("js");
  var stored = null;
  try { stored = localStorage.getItem("touchbase-theme"); } catch (e) { /* storage may be off */ }
  if (stored === "dark" || stored === "light") root.dataset.theme = stored;
})(document.documentElement);
