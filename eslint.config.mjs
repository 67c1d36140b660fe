import { readdirSync } from 'node:fs';
import { dirname, sep } from 'node:path';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

const PACKAGE = ['nodes/**/*.ts', 'credentials/**/*.ts', 'lib/**/*.ts'];
const base = { 'n8n-nodes-base': n8nNodesBase };

/** How many files a folder of lib/ holds before it is a drawer. */
const MOST_FILES = 14;

/** A folder that has grown into a drawer is told once, at its first file. */
const roomyFolders = {
	create: (context) => ({
		Program(node) {
			const folder = dirname(context.filename);
			const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
			if (files.length <= MOST_FILES || !context.filename.endsWith(sep + files.sort()[0])) return;
			context.report({
				node,
				message: `${files.length} files lie flat in this folder; at most ${MOST_FILES}. Give a stage its own room.`,
			});
		},
	}),
};

/** Who may import whom is kept by .dependency-cruiser.cjs: it sees type imports and circles of folders. */
export default tseslint.config(
	{ ignores: ['dist/**', 'demo/n8n/**', 'coverage/**', 'package-lock.json'] },
	{
		files: ['**/*.ts'],
		extends: [...tseslint.configs.recommended],
		rules: {
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
		},
	},
	{
		files: ['lib/**/*.ts', 'nodes/**/*.ts'],
		plugins: { house: { rules: { 'roomy-folders': roomyFolders } } },
		rules: {
			'max-lines': ['error', { max: 250 }],
			'max-len': ['error', { code: 10_000, comments: 100, tabWidth: 2, ignoreUrls: true }],
		},
	},
	{
		files: ['lib/**/*.ts'],
		rules: {
			'house/roomy-folders': 'error',
			'max-lines-per-function': ['error', { max: 60 }],
			'max-params': ['error', { max: 5 }],
		},
	},
	{
		files: [...PACKAGE, 'package.json'],
		extends: [n8nCommunityNodesPlugin.configs.recommended],
	},
	{
		files: ['package.json'],
		plugins: base,
		languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
		rules: n8nNodesBase.configs.community.rules,
	},
	{
		files: ['nodes/**/*.ts'],
		plugins: base,
		rules: n8nNodesBase.configs.nodes.rules,
	},
	{
		files: ['credentials/**/*.ts'],
		plugins: base,
		rules: n8nNodesBase.configs.credentials.rules,
	},
);
