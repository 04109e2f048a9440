// What `touchbase serve` adds to a page while it is being written: loads it again in its place, and lists what was found.
(function () {
  "use strict";
  var script = document.currentScript, KEPT = "touchbase-live-place", CLOSED = "touchbase-live-closed";
  var whole = document.body.classList.contains("whole");

  // ---- The place of the reader, over a reload

  // The way from the body to an element, by ids where there are some, so that it is found again on a page that has changed a little.
  function way(element) {
    var steps = [];
    for (; element && element !== document.body; element = element.parentElement) {
      if (element.id) { steps.unshift("#" + CSS.escape(element.id)); return steps.join(" > "); }
      var twins = Array.prototype.filter.call(element.parentElement ? element.parentElement.children : [], function (other) { return other.localName === element.localName; });
      steps.unshift(element.localName + ":nth-of-type(" + (twins.indexOf(element) + 1) + ")");
    }
    return ["body"].concat(steps).join(" > ");
  }

  function find(way) {
    try { return document.querySelector(way); } catch (e) { return null; }
  }

  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }

  function keep() {
    var scrolled = all("body *").filter(function (element) { return element.scrollLeft || element.scrollTop; });
    var focus = document.activeElement;
    var place = {
      page: location.pathname,
      window: [scrollX, scrollY],
      scrolled: scrolled.map(function (element) { return [way(element), element.scrollLeft, element.scrollTop]; }),
      details: all("details").map(function (element) { return [way(element), element.open]; }),
      fields: all("input[type=search]").map(function (element) { return [way(element), element.value]; }),
      focus: focus && focus !== document.body && focus !== host ? way(focus) : null,
    };
    try { sessionStorage.setItem(KEPT, JSON.stringify(place)); } catch (e) { /* storage may be off */ }
  }

  function restore() {
    var place;
    try { place = JSON.parse(sessionStorage.getItem(KEPT)); sessionStorage.removeItem(KEPT); } catch (e) { /* storage may be off */ }
    if (!place || place.page !== location.pathname) return;
    each(place.details, function (element, open) { element.open = open; });
    each(place.fields, function (element, value) {
      if (element.value === value) return;
      element.value = value;
      element.dispatchEvent(new Event("input", { bubbles: true }));
    });
    var scroll = function () {
      each(place.scrolled, function (element, left, top) { element.scrollTo({ left: left, top: top, behavior: "instant" }); });
      scrollTo({ left: place.window[0], top: place.window[1], behavior: "instant" });
    };
    var focus = place.focus && find(place.focus);
    if (focus) focus.focus({ preventScroll: true });
    scroll();
    // Pictures may have moved what is below them.
    if (document.readyState !== "complete") addEventListener("load", scroll, { once: true });
  }

  function each(list, act) {
    (list || []).forEach(function (entry) {
      var element = find(entry[0]);
      if (element) act(element, entry[1], entry[2]);
    });
  }

  // ---- The connection

  var worker, reloading;
  try { worker = new Worker("/.touchbase/worker.js"); } catch (e) {
    console.warn("touchbase serve: this page cannot load itself again, because its policy allows no scripts of this server.");
  }

  // What the page has loaded from here, in an order of its own.
  function files() {
    var own = performance.getEntriesByType("resource").map(function (entry) { return new URL(entry.name); });
    var paths = own.filter(function (url) { return url.origin === location.origin; }).map(function (url) { return url.pathname; });
    return Array.from(new Set(paths)).filter(function (path) { return path.indexOf("/.touchbase/") !== 0; }).sort();
  }

  var seen;
  function connect(known) {
    seen = files();
    if (worker) worker.postMessage({ page: location.pathname, generation: script.dataset.generation, files: seen.map(decoded), known: known });
  }

  function decoded(path) {
    try { return encodeURI(decodeURI(path)); } catch (e) { return path; }
  }

  if (worker) worker.onmessage = function (event) {
    var news = event.data;
    if (news.reload && !reloading) {
      reloading = true;
      keep();
      location.reload();
    }
    if (news.styles) news.styles.forEach(swap);
    if (news.findings) { findings = news.findings; show(); }
    if ("connected" in news) { connected = news.connected; show(); }
  };

  // A style sheet that changed takes the place of the old one when it is there, so that nothing flashes.
  function swap(path) {
    all("link[rel=stylesheet]").filter(function (link) { return decoded(new URL(link.href).pathname) === path; }).forEach(function (old) {
      var link = old.cloneNode();
      link.href = path + "?" + Date.now();
      link.onload = link.onerror = function () { old.remove(); };
      old.after(link);
    });
  }

  // ---- What was found

  var findings, connected = true, host, sheet, opened = null;

  function words(key) {
    var all = findings && findings.words, language = document.documentElement.lang.slice(0, 2);
    return all ? (all[language] || all.en)[key] || key : key;
  }

  function counted(key, count) {
    return words(key + (count === 1 ? "_1" : "_n")).replace("{n}", count);
  }

  function make(name, attributes, children) {
    var element = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { if (attributes[key] != null) element.setAttribute(key, attributes[key]); });
    (children || []).forEach(function (child) { if (child) element.append(child); });
    return element;
  }

  function frame() {
    if (host) return;
    host = make("div", { id: "touchbase-live" });
    // A tree of its own: neither style sheet reaches into the other.
    sheet = host.attachShadow({ mode: "open" });
    sheet.append(make("link", { rel: "stylesheet", href: "/.touchbase/live.css" }));
    sheet.append(make("div", { "class": "frame" }));
    document.body.append(host);
  }

  function item(finding) {
    var numbers = [finding.line, finding.column].filter(function (number) { return number; });
    var place = finding.file && [finding.file].concat(numbers).join(":");
    return make("li", { "class": finding.level }, [
      make("p", { lang: "en" }, [make("strong", { lang: document.documentElement.lang }, [words("live_" + finding.level)]), " " + finding.message]),
      place && make("p", { "class": "place" }, [finding.open ? make("a", { href: finding.open }, [place]) : make("code", {}, [place])]),
      finding.help && make("p", { "class": "help", lang: "en" }, [finding.help]),
    ]);
  }

  function closed() {
    try { return sessionStorage.getItem(CLOSED); } catch (e) { return null; }
  }

  function set(open) {
    opened = open;
    try {
      if (open) sessionStorage.removeItem(CLOSED); else sessionStorage.setItem(CLOSED, findings.version);
    } catch (e) { /* storage may be off */ }
    show();
    var next = sheet.querySelector(open ? ".close" : ".pill");
    if (next) next.focus({ preventScroll: true });
  }

  function show() {
    if (whole) return;
    var count = findings ? findings.errors + findings.warnings + findings.hints : 0;
    if (!count && connected) {
      if (host) { host.remove(); host = sheet = null; }
      document.body.style.paddingBottom = "";
      return;
    }
    if (!findings) return;
    frame();
    var told = [["live_errors", findings.errors], ["live_warnings", findings.warnings], ["live_hints", findings.hints]]
      .filter(function (pair) { return pair[1]; }).map(function (pair) { return counted(pair[0], pair[1]); }).join(", ");
    // Errors open the list by themselves, until somebody closes it.
    var errors = findings.errors && closed() !== findings.version;
    var open = count && (opened === null ? errors : opened);
    var focused = sheet.activeElement && sheet.activeElement.className;
    var box = sheet.querySelector(".frame"), scrolled = box.querySelector(".list");
    var top = scrolled ? scrolled.scrollTop : 0;
    box.replaceChildren(
      make("p", { "class": "vh", role: "status", "aria-live": "polite" }, []),
      open ? list(told) : pill(told, count)
    );
    box.querySelector("[role=status]").textContent = connected ? told : words("live_gone");
    if (box.querySelector(".list")) box.querySelector(".list").scrollTop = top;
    // What the list covers can be scrolled into sight.
    document.body.style.paddingBottom = open ? "min(45vh, 32rem)" : "";
    var again = focused && box.querySelector("." + focused);
    if (again) again.focus({ preventScroll: true });
  }

  function pill(told, count) {
    var gone = connected ? null : make("span", { "class": "gone" }, [words("live_gone")]);
    if (!count) return make("div", { "class": "pill still" }, [gone]);
    var button = make("button", { type: "button", "class": "pill" + (findings.errors ? " error" : ""), title: words("live_show"), "aria-expanded": "false" }, [make("span", {}, [told]), gone]);
    button.onclick = function () { set(true); };
    return button;
  }

  function list(told) {
    var close = make("button", { type: "button", "class": "close", "aria-label": words("live_close"), title: words("live_close") + " (Esc)" }, ["×"]);
    close.onclick = function () { set(false); };
    var said = [make("h2", {}, [told]), findings.stale && make("p", {}, [words("live_stale")]), !connected && make("p", { "class": "gone" }, [words("live_gone")])];
    var more = findings.more ? make("p", { "class": "more" }, [words("live_more").replace("{n}", findings.more)]) : null;
    return make("section", { "class": "sheet", role: "region", "aria-label": words("live_findings") }, [
      make("header", {}, [make("div", {}, said), close]),
      make("div", { "class": "list", tabindex: "0", role: "group", "aria-label": told }, [make("ol", {}, findings.findings.map(item)), more]),
    ]);
  }

  addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || event.defaultPrevented || !sheet || !sheet.querySelector(".sheet")) return;
    set(false);
  });

  // ---- When to begin

  restore();
  if (document.readyState === "complete") connect(); else addEventListener("load", function () { connect(); }, { once: true });
  addEventListener("visibilitychange", function () {
    if (worker) worker.postMessage(document.hidden ? { away: true } : {});
  });
  // What a page loads later, such as parts of the search index, counts too.
  var later;
  if (window.PerformanceObserver) new PerformanceObserver(function () {
    clearTimeout(later);
    later = setTimeout(function () { if (seen && files().join("\n") !== seen.join("\n")) connect(); }, 300);
  }).observe({ type: "resource" });
})();
