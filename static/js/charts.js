// Draws the figures of the page once it stands: each element [data-chart] names the JSON block with its description.
// The bundle comes after the first paint and only when a figure is near; where drawing fails, the table is open instead.
(function () {
  var self = document.currentScript.dataset;
  var areas = Array.from(document.querySelectorAll("[data-chart]"));
  if (!areas.length || !document.documentElement.classList.contains("draws")) return;

  var ink = "#16202b", axis = { fixedrange: true, gridcolor: "#d3dae1", zeroline: false };
  var font = { family: '"Source Sans 3", system-ui, "Segoe UI", sans-serif', size: 14, color: ink };
  var hoverlabel = { bgcolor: "#fff", bordercolor: ink, font: font, align: "left" };
  var ground = { font: font, hoverlabel: hoverlabel, margin: { l: 44, r: 16, t: 14, b: 34 }, paper_bgcolor: "#fff", plot_bgcolor: "#fff", showlegend: false, hovermode: "closest", dragmode: false };
  var options = { showSendToCloud: false, plotlyServerURL: "", displaylogo: false, displayModeBar: false, doubleClick: false, showTips: false, responsive: true, locale: self.locale ? "vi" : "en-US" };

  function setTable(frame, open) {
    frame.querySelectorAll("details.dt").forEach(function (table) { table.open = open; table.classList.add("ready"); });
  }

  areas.forEach(function (area) { setTable(area.parentNode, false); });

  function layoutOf(figure, area) {
    var layout = Object.assign({}, ground, figure.layout, { height: area.clientHeight, autosize: true });
    delete layout.width;
    Object.keys(layout).filter(function (key) { return /^[xy]axis\d*$/.test(key); })
      .concat("xaxis", "yaxis").forEach(function (key) { layout[key] = Object.assign({}, axis, layout[key]); });
    return layout;
  }

  // With a viewBox the drawing shrinks and grows with the sheet when the page is printed.
  function scalable(area) {
    area.querySelectorAll("svg.main-svg").forEach(function (svg) {
      var width = svg.getAttribute("width"), height = svg.getAttribute("height");
      svg.setAttribute("viewBox", "0 0 " + width + " " + height);
      svg.parentNode.style.setProperty("--ratio", width + " / " + height);
    });
  }

  function draw(area) {
    var figure = JSON.parse(document.getElementById(area.dataset.chart).textContent);
    return Plotly.newPlot(area, figure.data, layoutOf(figure, area), options).then(function () {
      scalable(area);
      area.on("plotly_afterplot", function () { scalable(area); });
    });
  }

  function fail(area) {
    var note = document.createElement("p");
    note.className = "failed";
    note.setAttribute("role", "status");
    note.textContent = area.dataset.failed;
    area.replaceWith(note);
    setTable(note.parentNode, true);
  }

  function drawAll() {
    areas.forEach(function (area) {
      Promise.resolve().then(function () { return draw(area); }).catch(function () { fail(area); });
    });
  }

  function fetchScript(address) {
    return new Promise(function (resolve, reject) {
      var script = Object.assign(document.createElement("script"), { src: address, onload: resolve, onerror: reject });
      document.head.append(script);
    });
  }

  // Plotly looks for its own style sheet by this id and class, and then writes no style element, which the CSP would refuse.
  function fetchStyle() {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: self.css, id: "plotly.js-style-global", className: "no-inline-styles" }));
  }

  function load() {
    fetchStyle();
    fetchScript(self.plotly).then(function () { return self.locale && fetchScript(self.locale); })
      .then(drawAll, function () { areas.forEach(fail); });
  }

  function whenNear() {
    var watcher = new IntersectionObserver(function (entries) {
      if (!entries.some(function (entry) { return entry.isIntersecting; })) return;
      watcher.disconnect();
      (window.requestIdleCallback || setTimeout)(load);
    }, { rootMargin: "400px" });
    areas.forEach(function (area) { watcher.observe(area); });
  }

  if (document.readyState === "complete") whenNear();
  else addEventListener("load", whenNear);
})();
