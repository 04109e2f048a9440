addEventListener("load", function () {
  setTimeout(function () {
    var root = document.documentElement;
    var wide = Array.from(document.querySelectorAll("body *")).filter(function (e) {
      for (var up = e; up; up = up.parentElement) if (getComputedStyle(up).overflowX !== "visible" && up !== document.body) return false;
      return e.getBoundingClientRect().right > innerWidth + 1;
    }).slice(0, 3).map(function (e) { return e.tagName + "." + e.className; });
    root.setAttribute("data-probe", JSON.stringify({
      width: root.scrollWidth, window: innerWidth, wide: wide,
      pictures: Array.from(document.images).filter(function (i) { return !i.complete || !i.naturalWidth; }).map(function (i) { return i.src; }),
      styled: getComputedStyle(document.body).fontFamily.indexOf("Inter") >= 0 || document.styleSheets.length > 0,
      hits: Array.from(document.querySelectorAll("#hits a")).map(function (a) { return a.textContent; })
    }));
  }, 700);
});
