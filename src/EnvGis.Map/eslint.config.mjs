// Few rules, all meant: what the type checker does not see. Run from the root of the checkout, so that the tests are read too (check.mjs).
import { fileURLToPath } from "node:url";
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
