// Keeps the connection to `touchbase serve` for one page: the policy of the pages themselves allows no connections, and stays as it is.
(function () {
  "use strict";
  var source, wanted, timer, version, alive = true;

  function connect() {
    clearTimeout(timer);
    if (source) source.close();
    if (!wanted) return;
    var query = new URLSearchParams([["page", wanted.page], ["generation", wanted.generation]]);
    if (wanted.known) query.append("known", wanted.known);
    wanted.files.forEach(function (file) { query.append("file", file); });
    // The server takes a plus as it is.
    source = new EventSource("/.touchbase/events?" + query.toString().replace(/\+/g, "%20"));
    source.addEventListener("state", function (event) {
      var state = JSON.parse(event.data);
      wanted.generation = state.generation;
      wanted.known = state.known;
      say({ connected: true });
      if (state.findings !== version) load(state.findings);
    });
    source.addEventListener("styles", function (event) { postMessage({ styles: JSON.parse(event.data).paths }); });
    source.addEventListener("reload", function () {
      wanted = null;
      source.close();
      postMessage({ reload: true });
    });
    source.onerror = function () {
      source.close();
      if (!wanted) return;
      say({ connected: false });
      timer = setTimeout(connect, 700);
    };
  }

  function say(news) {
    if (news.connected !== alive) postMessage(news);
    alive = news.connected;
  }

  function load(next) {
    version = next;
    fetch("/.touchbase/findings").then(function (answer) { return answer.json(); }).then(function (findings) {
      version = findings.version;
      postMessage({ findings: findings });
    }, function () { version = null; });
  }

  // A page that nobody sees needs no connection, of which browsers allow six.
  self.onmessage = function (event) {
    var page = event.data;
    if (page.away) {
      clearTimeout(timer);
      if (source) source.close();
      return;
    }
    if (page.files) wanted = page;
    connect();
  };
})();
