// Few rules, all meant: what the type checker does not see, and one way to write it down. Run from the root of the checkout, so that the tests are read too (check.mjs).
import { fileURLToPath } from "node:url";
import stylistic from "@stylistic/eslint-plugin";
import { plugin, parser } from "typescript-eslint";

export default [
  { ignores: ["**/node_modules/**", "src/EnvGis.Map/contract/api.ts"] },
  {
    files: ["src/EnvGis.Map/**/*.ts", "tests/EnvGis.Map.Tests/**/*.ts"],
    languageOptions: { parser, parserOptions: { project: "./tsconfig.json", tsconfigRootDir: fileURLToPath(new URL(".", import.meta.url)) } },
    plugins: { "@typescript-eslint": plugin },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      // A promise that nobody waits for fails unheard; one that is meant to is marked with void.
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/only-throw-error": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_$", destructuredArrayIgnorePattern: "^_" }],
      "@typescript-eslint/no-unused-expressions": ["error", { allowShortCircuit: true, allowTernary: true }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "eqeqeq": "error",
      "no-console": "error",
      "no-var": "error",
      "prefer-const": ["error", { destructuring: "all" }],
    },
  },
  {
    // How it is written. Where a line ends and what stands on it stays the writer's choice; a formatter would take it from him.
    files: ["src/EnvGis.Map/**/*.{ts,mjs}", "tests/EnvGis.Map.Tests/**/*.{ts,mjs}"],
    languageOptions: { parser },
    plugins: { style: stylistic },
    rules: {
      // Types that choose are laid out by hand.
      "style/indent": ["error", 2, { flatTernaryExpressions: true, ignoredNodes: ["TemplateLiteral *", "TSConditionalType", "TSConditionalType *"] }],
      "style/quotes": ["error", "double", { avoidEscape: true, allowTemplateLiterals: "avoidEscape" }],
      "style/semi": "error",
      "style/semi-spacing": "error",
      "style/comma-dangle": ["error", "always-multiline"],
      "style/comma-spacing": "error",
      "style/arrow-parens": ["error", "as-needed"],
      "style/arrow-spacing": "error",
      "style/brace-style": ["error", "1tbs", { allowSingleLine: true }],
      "style/block-spacing": "error",
      "style/space-before-blocks": "error",
      "style/space-before-function-paren": ["error", { anonymous: "always", named: "never", asyncArrow: "always" }],
      "style/space-in-parens": "error",
      "style/space-infix-ops": "error",
      "style/key-spacing": "error",
      "style/keyword-spacing": "error",
      "style/function-call-spacing": "error",
      "style/template-curly-spacing": "error",
      "style/rest-spread-spacing": "error",
      "style/type-annotation-spacing": "error",
      "style/member-delimiter-style": "error",
      "style/operator-linebreak": ["error", "before", { overrides: { "=": "after" } }],
      "style/dot-location": ["error", "property"],
      "style/spaced-comment": "error",
      "style/padded-blocks": ["error", "never"],
      "style/no-multi-spaces": "error",
      "style/no-multiple-empty-lines": ["error", { max: 1, maxBOF: 0, maxEOF: 0 }],
      "style/no-trailing-spaces": "error",
      "style/no-tabs": "error",
      "style/eol-last": "error",
    },
  },
  {
    // An address stands in its room's service.ts, once, and is held against the contract there.
    files: ["src/EnvGis.Map/**/*.ts"],
    ignores: ["**/service.ts"],
    rules: {
      "no-restricted-syntax": ["error", ...["Literal[value", "TemplateElement[value.raw"].map(text => ({
        selector: `${text}=/^\\u002f(api|exports|ogc|sign-in|tiles)\\u002f/]`, message: "Addresses of the service stand in the service.ts of a room.",
      }))],
    },
  },
];
