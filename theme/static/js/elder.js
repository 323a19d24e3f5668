/* 大字版: large text, strong contrast, wide targets; remembered where the browser lets a page remember. */
(function (root) {
  "use strict";
  const page = document.documentElement;
  const KEY = "ssj-elder";

  function remembered() {
    try {
      return root.localStorage.getItem(KEY) === "1";
    } catch {
      return false; // a page from disk, or a browser that keeps nothing
    }
  }

  function set(on) {
    page.classList.toggle("elder", on);
    try {
      root.localStorage.setItem(KEY, on ? "1" : "0");
    } catch {
      /* It holds for this page. */
    }
  }

  // Before anything is painted: room is left for what scripts will put there, so that nothing moves when it comes.
  page.classList.add("scripted");
  page.classList.toggle("elder", remembered());
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("button.size");
    const show = () => {
      const on = page.classList.contains("elder");
      button.textContent = on ? "恢复普通版" : "大字版";
      button.setAttribute("aria-pressed", String(on));
    };
    button.hidden = false;
    show();
    button.addEventListener("click", () => {
      set(!page.classList.contains("elder"));
      show();
    });
  });
})(this);
