import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ESLint, type Linter } from 'eslint';

/** What n8n's scanner reads of the repository, and of the tarball. */
export const OF_SOURCE = ['package.json', '{nodes,credentials}/**/*.{js,ts,json}'];
export const OF_TARBALL = ['**/*.js', 'package.json'];

/**
 * The rules by which n8n judges a package that wants to be verified, as its scanner
 * (`@n8n/scan-community-package`) applies them: no rule of ours, and no comment that switches one off.
 * The scanner itself reads only what is published already.
 */
export async function scan(folder: string, patterns: string[]): Promise<string[]> {
	const eslint = new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await rules(),
		ignore: false,
		errorOnUnmatchedPattern: false,
	});
	const results = await eslint.lintFiles(patterns);
	if (results.length === 0) return [`${folder}: nothing to read`];
	return results.flatMap(({ filePath, messages }) =>
		messages
			.filter(({ severity }) => severity === 2)
			.map(
				({ line, message, ruleId }) =>
					`${filePath.slice(folder.length + 1)}:${line} ${message.split('\n')[0]} (${ruleId})`,
			),
	);
}

async function rules(): Promise<Linter.Config[]> {
	const { n8nCommunityNodesPlugin } = await import('@n8n/eslint-plugin-community-nodes');
	// a CommonJS package with a default export: required, it is the same under every loader
	const require = createRequire(join(__dirname, 'scan.ts'));
	const nodesBase = require('eslint-plugin-n8n-nodes-base') as ESLint.Plugin & {
		configs: Record<'community' | 'credentials' | 'nodes', { rules: Linter.RulesRecord }>;
	};
	const parser = require('@typescript-eslint/parser') as Linter.Parser;
	const { community, credentials, nodes } = nodesBase.configs;
	return [
		n8nCommunityNodesPlugin.configs.recommended as Linter.Config,
		{ rules: { 'no-console': 'error' } },
		{ plugins: { 'n8n-nodes-base': nodesBase } },
		{ files: ['**/*.ts', '**/*.json'], languageOptions: { parser } },
		{ files: ['package.json'], rules: community.rules },
		{
			files: ['**/credentials/**/*.ts'],
			rules: {
				...credentials.rules,
				'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
				'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
			},
		},
		{
			files: ['**/nodes/**/*.ts'],
			rules: {
				...nodes.rules,
				'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
				'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
				'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
			},
		},
	];
}
