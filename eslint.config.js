import { configs as lit } from 'eslint-plugin-lit';
import { defineConfig } from 'eslint/config';
import { configs as typescript } from 'typescript-eslint';

export default defineConfig(
  { ignores: ['*.js'] },
  typescript.strictTypeChecked,
  typescript.stylisticTypeChecked,
  lit['flat/recommended'],
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-empty-function': ['error', { allow: ['arrowFunctions', 'methods'] }],
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: 'test' }] },
      ],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Lit calls the listeners of a template with their element.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
