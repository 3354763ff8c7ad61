/* Evidence is sent in the background, piece by piece: a cut link goes on where it stopped, typing is never held up.
   Pictures are made smaller here, to 1600 px, before they are sent: a phone's photo is 5 MB, what is needed 300 KB. */
(function () {
  "use strict";
  const PIECE = 128 * 1024, LONGEST = 1600, PAUSES = [2, 5, 10, 20, 30];
  const text = JSON.parse((document.getElementById("evidence-texts") || { textContent: "{}" }).textContent);
  const say = (box, sentence) => { box.querySelector(".sending").textContent = sentence; };
  const wait = (seconds) => new Promise((go) => {
    const timer = setTimeout(go, seconds * 1000);
    ["online", "signed-in"].forEach((back) => addEventListener(back, () => { clearTimeout(timer); go(); }, { once: true }));
  });
  const form = document.getElementById("f");

  /* The cookie's token is the one of the latest sign-in, which the page may be older than. */
  function token() {
    const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    return cookie ? cookie[1] : form.elements.csrfmiddlewaretoken.value;
  }

  async function smaller(file) {
    if (!/^image\/(jpeg|png)$/.test(file.type)) return file;
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = LONGEST / Math.max(picture.width, picture.height);
      if (scale >= 1 && file.size < 600 * 1024) return file;
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * Math.min(scale, 1));
      canvas.height = Math.round(picture.height * Math.min(scale, 1));
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
      return blob && blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, ".jpg"), { type: "image/jpeg" }) : file;
    } catch (refused) { return file; }
  }

  /* Asks until there is an answer; a cut, a time-out, a server being restarted or a session that ended is waited for. */
  async function ask(address, options, box) {
    for (let tries = 0, renewed = false; ; tries += 1) {
      let sentence = text.waiting;
      try {
        const answer = await fetch(address, { ...options, credentials: "same-origin", headers: { "X-CSRFToken": token() }, redirect: "manual" });
        if (/json/.test(answer.headers.get("Content-Type") || "") && answer.status < 500) return { status: answer.status, ...(await answer.json()) };
        if (answer.type === "opaqueredirect") {
          sentence = text.expired;
          dispatchEvent(new Event("signed-out"));  // static/js/entry.js asks for the password
        } else if (answer.status < 500) {
          if (renewed) return { error: text.failed };
          renewed = true;
          await fetch(form.dataset.signIn);  // sets the token's cookie anew
          continue;
        }
      } catch (cut) { /* said below */ }
      say(box, sentence);
      await wait(PAUSES[Math.min(tries, PAUSES.length - 1)]);
    }
  }

  const fields = (values) => { const form = new FormData(); Object.entries(values).forEach(([k, v]) => form.append(k, v)); return form; };

  async function send(box, chosen) {
    const file = await smaller(chosen);
    if (file.size > 10 * 1024 * 1024) return say(box, `${chosen.name}: ${text.large}`);
    const begun = await ask(box.dataset.begin, { method: "POST", body: fields({ name: file.name, size: file.size }) }, box);
    if (!begun.id) return say(box, `${chosen.name}: ${begun.error}`);
    const place = `${box.dataset.begin}tiep/?id=${encodeURIComponent(begun.id)}`;
    for (let there = 0; there < file.size;) {
      say(box, `${text.sending} ${file.name} ${Math.round((100 * there) / file.size)}%`);
      const answer = await ask(`${place}&from=${there}`, { method: "PUT", body: file.slice(there, there + PIECE) }, box);
      if (typeof answer.received !== "number") return say(box, `${file.name}: ${answer.error || text.failed}`);
      there = answer.received;
    }
    const made = await ask(box.dataset.evidence, { method: "POST", body: fields({ upload: begun.id }) }, box);
    return made.error ? say(box, `${file.name}: ${made.error}`) : show(box, made);
  }

  function show(box, made) {
    const list = box.querySelector("ul"), item = document.createElement("li"), link = document.createElement("a");
    list.querySelectorAll(".mut").forEach((none) => none.tagName === "LI" && none.remove());
    link.href = made.address; link.textContent = made.name;
    item.append(link); list.append(item);
    say(box, `${text.done} ${made.name}`);
  }

  document.querySelectorAll("[data-evidence]").forEach((box) => {
    const label = box.querySelector("label"), input = box.querySelector("input[type=file]");
    if (!input) return;
    label.hidden = false;
    let queue = Promise.resolve();
    input.addEventListener("change", () => {
      [...input.files].forEach((file) => { queue = queue.then(() => send(box, file)); });
      input.value = "";
    });
  });
})();
