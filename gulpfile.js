/**
 * The build: each node and each credential becomes one file in `dist/` that needs nothing but
 * n8n-workflow (a verified node has no runtime dependencies), with icons, codex and workflows beside.
 */
const { dest, parallel, series, src } = require('gulp');
const { build } = require('esbuild');
const { rm } = require('node:fs/promises');
const { globSync } = require('node:fs');

const clean = () => rm('dist', { recursive: true, force: true });

const bundle = () =>
	build({
		entryPoints: globSync(['nodes/*/*.node.ts', 'credentials/*.credentials.ts']),
		outdir: 'dist',
		outbase: '.',
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		external: ['n8n-workflow'],
		legalComments: 'linked',
		logLevel: 'warning',
	});

const assets = () =>
	src(['nodes/**/*.{svg,png}', 'nodes/**/*.node.json', 'icons/**/*.svg', 'workflows/*.json'], {
		base: '.',
		encoding: false,
		allowEmpty: true,
	}).pipe(dest('dist'));

exports.build = series(clean, parallel(bundle, assets));
exports.default = exports.build;
