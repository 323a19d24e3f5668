/* What the site's scripts may say: they are sent as they are, to browsers from Chrome 69 and Safari 12 on. That is the
   syntax and the library of ES2018, without the lookbehind that Safari learned in 16.4. `make lint-js` runs this from the root. */
import es from "eslint-plugin-es-x";

/* The DOM's latecomers; the plugin knows the language only. */
const LATE = ["structuredClone", "queueMicrotask", "AggregateError", "WeakRef", "CompressionStream", "scheduler"];
const LATE_METHODS = ["replaceChildren", "checkVisibility", "showModal", "toSorted", "toReversed", "requestIdleCallback"];

export default [
  { ...es.configs["flat/restrict-to-es2018"], files: ["theme/static/js/**/*.js"] },
  {
    files: ["theme/static/js/**/*.js"],
    languageOptions: { ecmaVersion: "latest", sourceType: "script" },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    plugins: { "es-x": es },
    settings: { "es-x": { aggressive: true } }, // a method of that name on anything is taken for the late one
    rules: {
      "es-x/no-optional-catch-binding": "off", // Chrome 66, Safari 11.1
      "es-x/no-array-prototype-flat": "off", // Chrome 69, Safari 12
      "es-x/no-regexp-lookbehind-assertions": "error",
      "no-restricted-globals": ["error", ...LATE],
      "no-restricted-properties": ["error", ...LATE_METHODS.map((property) => ({ property }))],
      "no-undef-init": "error",
      "no-unused-vars": ["error", { vars: "local" }],
      "no-var": "off",
      "prefer-const": "error",
      eqeqeq: "error",
    },
  },
  {
    files: ["theme/static/js/vendor/**/*.js"], // bundled elsewhere, not written here
    rules: { "prefer-const": "off", "no-unused-vars": "off", eqeqeq: "off" },
  },
  {
    files: ["theme/static/js/vendor/noble-bls12-381.js"], // fetched only where it is asked for; without BigInt the page does without it
    rules: { "es-x/no-bigint": "off", "es-x/no-error-cause": "off", "es-x/no-global-this": "off" }, // an old engine leaves the cause aside, and is asked whether it has the other
  },
];
