// Saves a report's form while somebody types: changed cells in small batches, one queue, never in the way of typing.
// What the server does not have yet is kept in this browser and sent again; a cell somebody else wrote is asked about.
(function () {
  const form = document.getElementById("f");
  if (!form || !form.dataset.save) return;
  const own = form.dataset, words = document.getElementById("words").dataset, status = document.getElementById("status");
  const store = `ntm-entry:${own.user}:${own.report}`, WAIT = 2000, LATER = 5000;
  const seen = JSON.parse(form.elements.seen.value);  // what the server has, as far as this page knows
  const dirty = {}, stuck = {};  // cells it does not have; those of them that wait for a person
  const held = new Set();  // cells that this page keeps in the browser
  let timer, sending, leaving, renewed = false, again = false, unlisted = false, calm = status.textContent;

  // --- cells: their fields by name --------------------------------------------------------------------------------
  const isCell = (key) => /^[ci][\w.]+\.\w+$/.test(key || "");
  const keys = [...new Set([...form.elements].map((field) => field.name).filter(isCell))];
  const text = (key) => form.elements[key].value;
  const fieldOf = (key) => form.elements[key].length ? form.elements[key][0] : form.elements[key];
  const rowOf = (node) => node.closest(".crit");

  function put(key, value) {
    const field = form.elements[key];
    if (!field) return;
    if (field.length) [...field].forEach((one) => { one.checked = one.value === value; });
    else field.value = value;
  }

  function called(key, value) {
    const radio = form.elements[key].length && [...form.elements[key]].find((one) => one.value === value);
    return (radio ? radio.parentNode.textContent.trim() : value) || words.nothing;
  }

  // --- what is wrong with a cell ----------------------------------------------------------------------------------
  function clear(key) {
    const note = document.getElementById("m" + key);
    if (note) note.remove();
    mark(key, false);
  }

  function mark(key, wrong) {
    const field = fieldOf(key);
    field.toggleAttribute("data-unsaved", wrong);
    ["aria-invalid", "aria-describedby"].forEach((name) => field.removeAttribute(name));
    if (wrong) { field.setAttribute("aria-invalid", "true"); field.setAttribute("aria-describedby", "m" + key); }
  }

  function complain(key, note) {
    clear(key);
    note.id = "m" + key;
    const place = fieldOf(key).closest("td, .field, .line");
    // Both counts of a share are refused with one sentence: it is shown once, and still describes both fields.
    note.hidden = [...place.querySelectorAll(".msg")].some((other) => other.textContent === note.textContent);
    place.append(note);
    mark(key, true);
  }

  function refuse(key, sentence, readings) {
    const note = Object.assign(document.createElement("span"), { className: "msg", textContent: sentence + " " });
    note.setAttribute("role", "alert");
    (readings || []).forEach((one) => {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "btn", textContent: one });
      button.addEventListener("click", () => { put(key, one); fieldOf(key).focus(); changed(key); });
      note.append(button);
    });
    stuck[key] = "refused";
    complain(key, note);
  }

  function ask(key, theirs) {
    const note = document.getElementById("conflict").content.firstElementChild.cloneNode(true);
    note.querySelector("b").textContent = called(key, theirs);
    note.addEventListener("click", (event) => { if (event.target.value) choose(key, theirs, event.target.value); });
    stuck[key] = "conflict";
    complain(key, note);
  }

  function choose(key, theirs, whose) {
    seen[key] = theirs;
    delete stuck[key];
    delete dirty[key];
    if (whose === "theirs") put(key, theirs);
    clear(key);
    fieldOf(key).focus();
    changed(key);
    flush();
  }

  // --- the queue --------------------------------------------------------------------------------------------------
  function stored() {
    try { return JSON.parse(localStorage.getItem(store)) || {}; } catch (unreadable) { return {}; }
  }

  // Another tab of the same report keeps its cells at the same place: each takes out only what it put there itself.
  function remember() {
    const left = stored();
    held.forEach((key) => { delete left[key]; });
    held.clear();
    Object.keys(dirty).forEach((key) => { left[key] = [dirty[key], seen[key] || ""]; held.add(key); });
    own.waiting = held.size;
    try {
      if (Object.keys(left).length) localStorage.setItem(store, JSON.stringify(left));
      else localStorage.removeItem(store);
    } catch (full) { unlisted = true; }
  }

  function changed(key) {
    const now = text(key), same = now.trim() === (seen[key] || ""), cell = key.slice(0, key.lastIndexOf(".") + 1);
    if (dirty[key] === now) return;  // leaving a field tells of it a second time
    if (same) delete dirty[key]; else dirty[key] = now;
    Object.keys(stuck).forEach((one) => {  // a part may be right now that its whole has changed
      if (stuck[one] === "refused" && one.startsWith(cell)) { delete stuck[one]; clear(one); }
    });
    if (same && !stuck[key]) clear(key);
    remember();
    soon(WAIT);
  }

  function soon(wait) { if (!timer) timer = setTimeout(flush, wait); }

  function replay() {
    keys.forEach((key) => {  // what a refused form shows again
      if (text(key).trim() === (seen[key] || "")) return;
      dirty[key] = text(key);
      if (document.getElementById("m" + key)) stuck[key] = document.getElementsByName("take-" + key).length ? "conflict" : "refused";
    });
    const kept = stored();
    Object.keys(kept).forEach((key) => held.add(key));
    Object.keys(kept).filter((key) => keys.includes(key) && !(key in dirty)).forEach((key) => {
      const [typed, was] = kept[key];
      if (typed.trim() === (seen[key] || "")) return;
      put(key, typed);
      dirty[key] = typed;
      seen[key] = was;
      again = true;
    });
    remember();
    if (Object.keys(dirty).length) flush();
  }

  const waiting = () => Object.keys(dirty).filter((key) => !stuck[key]);

  function batch() {
    const cells = {}, was = {};
    waiting().forEach((key) => { cells[key] = dirty[key]; was[key] = seen[key] || ""; });
    return { user: +own.user, revision: +form.elements.revision.value, cells, seen: was };
  }

  // The cookie's token is the one of the latest sign-in, in whatever tab that was.
  function token() {
    const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    return cookie ? cookie[1] : form.elements.csrfmiddlewaretoken.value;
  }

  function post(address, body, more) {
    const headers = { "X-CSRFToken": token() };
    return fetch(address, { method: "POST", headers, body, redirect: "manual", credentials: "same-origin", ...more });
  }

  // Answers a promise: whether the server has everything that does not wait for a person.
  function flush() {
    clearTimeout(timer);
    timer = null;
    if (sending) return sending.then((done) => done && waiting().length ? flush() : done);
    if (!waiting().length) { settle(); return Promise.resolve(true); }
    const sent = batch();
    say(words.saving);
    sending = post(own.save, JSON.stringify(sent)).then((response) => answered(response, sent), lost)
      .catch(failed).then((done) => { sending = null; if (done && waiting().length) soon(WAIT); return done; });
    return sending;
  }

  function lost() {
    again = true;
    say(words.offline, true);
    soon(LATER);
    return false;
  }

  function failed() { say(words.failed, true); soon(6 * LATER); return false; }

  function answered(response, sent) {
    if (response.type === "opaqueredirect") return expired();
    if (response.status === 403 && !renewed) return renew();
    renewed = false;
    if (!/json/.test(response.headers.get("Content-Type") || "")) return failed();
    return response.json().then((answer) => {
      if (response.ok) return taken(answer, sent.cells);
      say(answer.other ? words.other : words.refused.replace("%s", answer.error), true);
      return false;
    });
  }

  // Without a token that is believed: asking for one sets the cookie.
  function renew() {
    renewed = true;
    return fetch(own.signIn).then((response) => response.json()).then((answer) => {
      if (!answer.name) return expired();
      soon(0);
      return false;
    });
  }

  function taken(answer, sent) {
    const count = Object.keys(sent).length;
    form.elements.revision.value = answer.revision;
    Object.entries(answer.applied).forEach(([key, value]) => agree(key, value, sent));
    Object.entries(answer.refused).forEach(([key, sentence]) => { if (dirty[key] === sent[key]) refuse(key, sentence, answer.readings[key]); });
    answer.conflicts.forEach((one) => ask(one.key, one.theirs));
    const others = keys.filter((key) => key in answer.others && !(key in dirty) && !(key in answer.applied) && answer.others[key] !== (seen[key] || ""));
    others.forEach((key) => { seen[key] = answer.others[key]; put(key, seen[key]); });
    Object.entries(answer.rows).forEach(([number, row]) => show(document.getElementById("c" + number), row));
    document.getElementById("side").innerHTML = answer.side;
    remember();
    tell(answer, count, others.length);
    return true;
  }

  // The server's text of a cell stands from now on, unless somebody has typed on since it was sent.
  function agree(key, value, sent) {
    seen[key] = value;
    if (!keys.includes(key)) return;
    if (key in sent ? dirty[key] === sent[key] : !(key in dirty)) {
      delete dirty[key];
      delete stuck[key];
      clear(key);
      if (document.activeElement !== fieldOf(key) || form.elements[key].length) put(key, value);
    }
  }

  function show(row, now) {
    row.dataset.state = now.state;
    row.querySelector(".state").textContent = now.words;
    const rule = row.querySelector(".rule");
    rule.textContent = now.rule;
    rule.hidden = !now.rule;
    row.dataset.reason = now.reason;
    Object.entries(now.lines).forEach(([code, judged]) => { document.getElementById("v" + code).textContent = judged; });
    if (now.reason && row.contains(document.activeElement)) unfold(row, true);
  }

  function settle() {
    const left = Object.keys(stuck).length;
    if (left) say(words.left.replace("%n", left), true); else say(calm);
  }

  function tell(answer, count, others) {
    calm = words.saved.replace("%s", answer.at);
    if (Object.keys(stuck).length) settle();
    else if (others) say(words.others.replace("%n", others));
    else say((again ? words.again : words.saved).replace("%n", count).replace("%s", answer.at));
    again = false;
  }

  function say(sentence, bad) {
    if (status.textContent !== sentence) status.textContent = sentence;
    status.classList.toggle("bad", Boolean(bad));
  }

  // --- signing in again without leaving the page --------------------------------------------------------------------
  const dialog = document.getElementById("sign-in");

  function expired() {
    again = true;
    say(words.expired, true);
    if (own.signIn && !dialog.open) { dialog.showModal(); document.getElementById("again-password").focus(); }
    return false;
  }

  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const name = document.getElementById("again-name"), password = document.getElementById("again-password");
    const typed = new URLSearchParams({ username: name.value, password: password.value, before: own.name });
    const refused = dialog.querySelector(".msg");
    fetch(own.signIn).then((response) => response.json()).then(() => post(own.signIn, typed))
      .then((response) => response.json()).then((answer) => {
        refused.textContent = answer.error || "";
        password.value = "";
        if (answer.error) return password.focus();
        dialog.close();
        if (answer.other) return say(words.other, true);
        dispatchEvent(new Event("signed-in"));
        return flush();
      }).catch(() => { refused.textContent = words.offline; });
  });

  // --- unfolding, keys, leaving -----------------------------------------------------------------------------------
  function unfold(row, open) {
    row.classList.toggle("open", open);
    row.querySelector(".opens").setAttribute("aria-expanded", String(open));
  }

  function go(id) {
    const target = document.getElementById(id), row = target && rowOf(target);
    if (!row) return false;
    unfold(row, true);
    const field = target.matches("input, textarea") ? target : target.querySelector("input:checked, input, textarea");
    (field || row.querySelector(".opens")).focus();
    row.scrollIntoView({ block: "nearest" });
    return true;
  }

  function nextEmpty() {
    const rows = [...form.querySelectorAll(".crit")], here = rows.indexOf(rowOf(document.activeElement));
    const following = [...rows.slice(here + 1), ...rows.slice(0, here + 1)];
    const row = following.find((one) => one.dataset.state === "empty") || following[0];  // all entered: simply the next
    if (row) { row.querySelector("input[type=radio]:checked, input[type=radio]").focus(); row.scrollIntoView({ block: "center" }); }
  }

  function typedOn(event) { if (isCell(event.target.name)) changed(event.target.name); }

  form.addEventListener("input", typedOn);
  form.addEventListener("change", (event) => {
    typedOn(event);
    if (event.target.value === "nearly") unfold(rowOf(event.target), true);
  });
  form.addEventListener("focusout", (event) => {
    const key = event.target.name;
    if (isCell(key) && !(key in dirty) && event.target.type !== "radio") put(key, seen[key] || "");
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    if (link.matches(".opens")) { event.preventDefault(); unfold(rowOf(link), !rowOf(link).classList.contains("open")); }
    else if (go(link.hash.slice(1))) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.altKey && event.code === "KeyS") { event.preventDefault(); flush(); }
    else if (event.altKey && event.key === "ArrowDown") { event.preventDefault(); nextEmpty(); }
    else if (event.key === "Enter" && isCell(event.target.name) && event.target.type !== "textarea") {
      event.preventDefault();
      if (event.target.type === "radio") unfold(rowOf(event.target), true); else flush();
    }
  });

  form.addEventListener("submit", (event) => {
    if (leaving) return;
    event.preventDefault();
    const button = event.submitter;
    flush().then((done) => {
      if (!done || !button || !button.hasAttribute("formaction")) return;
      form.elements.seen.value = JSON.stringify(seen);
      form.elements.csrfmiddlewaretoken.value = token();
      leaving = true;
      setTimeout(() => form.requestSubmit(button));  // a form that is just being sent does not send itself
    });
  });
  addEventListener("pageshow", () => { leaving = false; });
  addEventListener("online", flush);
  addEventListener("signed-out", expired);  // static/js/evidence.js was sent to the sign-in page
  addEventListener("pagehide", () => { if (waiting().length && !leaving) post(own.save, JSON.stringify(batch()), { keepalive: true }).catch(() => {}); });
  addEventListener("beforeunload", (event) => { if (unlisted && waiting().length && !leaving) event.preventDefault(); });

  document.querySelector(".entry").classList.add("scripted");
  document.querySelectorAll(".saves").forEach((one) => { one.hidden = false; });
  form.querySelectorAll(".opens").forEach((link) => { link.setAttribute("role", "button"); unfold(rowOf(link), rowOf(link).classList.contains("open")); });
  replay();
  const problem = document.querySelector("#problems a");
  if (problem) go(problem.hash.slice(1)); else if (location.hash) go(location.hash.slice(1));
})();
