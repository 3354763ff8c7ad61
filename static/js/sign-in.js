// The box that shows the typed password; without JavaScript it stays hidden, because it could do nothing.
const row = document.getElementById("show-password");
row.hidden = false;
row.querySelector("input").addEventListener("change", (event) => {
  document.getElementById("id_password").type = event.target.checked ? "text" : "password";
});
