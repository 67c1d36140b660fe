import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import importX from 'eslint-plugin-import-x';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

const PACKAGE = ['nodes/**/*.ts', 'credentials/**/*.ts', 'lib/**/*.ts'];
const base = { 'n8n-nodes-base': n8nNodesBase };

/** The arrows of the house: who may import from whom. Each zone says "files in target may not import from". */
const zone = (target, from, message) => ({ target: `./${target}`, from: `./${from}`, message });
const TOOLS = ['sandbox', 'demo', 'test', 'bench'];
const ARROWS = [
	zone('lib/autotask', 'lib/tdsynnex', 'the two wires do not know each other'),
	zone('lib/tdsynnex', 'lib/autotask', 'the two wires do not know each other'),
	...['autotask', 'tdsynnex'].flatMap((wire) =>
		['catalog', 'orders', 'permissions'].map((trade) =>
			zone(`lib/${wire}`, `lib/${trade}`, 'a wire knows nothing of the trade'),
		),
	),
	zone('lib', 'nodes', 'lib knows no n8n screen'),
	zone('lib', 'credentials', 'lib knows no n8n screen'),
	...['lib', 'nodes', 'credentials'].map((inside) =>
		zone('sandbox', inside, 'a twin that shares code with what it checks proves nothing'),
	),
	...['lib', 'nodes', 'credentials'].flatMap((inside) =>
		TOOLS.map((outside) => zone(inside, outside, 'the package does not know its tools')),
	),
];

export default tseslint.config(
	{ ignores: ['dist/**', 'demo/n8n/**', 'coverage/**', 'package-lock.json'] },
	{
		files: ['**/*.ts'],
		extends: [...tseslint.configs.recommended],
		plugins: { 'import-x': importX },
		settings: { 'import-x/resolver': { node: { extensions: ['.ts', '.js', '.json'] } } },
		rules: {
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
			'import-x/no-restricted-paths': ['error', { zones: ARROWS }],
			'import-x/no-cycle': 'error',
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
