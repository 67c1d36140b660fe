/**
 * The build: each node and each credential becomes one file in `dist/`. What several of them need
 * lies once in `dist/chunks/`. They require nothing but what n8n brings (a verified node has no
 * runtime dependencies). Icons, codex files and output samples lie beside.
 */
const { dest, parallel, series, src } = require('gulp');
const { build, transform } = require('esbuild');
const { mkdir, rm, writeFile } = require('node:fs/promises');
const { globSync, readdirSync, readFileSync } = require('node:fs');
const { dirname } = require('node:path');

const clean = () => rm('dist', { recursive: true, force: true });

/** n8n brings these in every version that can load the package. */
const BROUGHT_BY_N8N = ['n8n-workflow', 'luxon'];

/** esbuild shares code between files only as ECMAScript modules; n8n requires CommonJS. */
const bundle = async () => {
	const { metafile, outputFiles } = await build({
		entryPoints: globSync(['nodes/*/*.node.ts', 'credentials/*.credentials.ts']),
		outdir: 'dist',
		outbase: '.',
		chunkNames: 'chunks/[name]-[hash]',
		bundle: true,
		splitting: true,
		platform: 'node',
		format: 'esm',
		target: 'node20',
		external: BROUGHT_BY_N8N,
		legalComments: 'none',
		logLevel: 'warning',
		metafile: true,
		write: false,
	});
	await Promise.all(outputFiles.map(writeAsCommonJs));
	await writeFile('dist/THIRD-PARTY-LICENSES.txt', licencesOf(Object.keys(metafile.inputs)));
};

/** Without blanks n8n reads a fifth less at each start; names stay, so that a stack trace can be read. */
async function writeAsCommonJs({ path, text }) {
	const { code } = await transform(text, {
		format: 'cjs',
		platform: 'node',
		target: 'node20',
		minifyWhitespace: true,
	});
	await mkdir(dirname(path), { recursive: true });
	await writeFile(path, code);
}

/** The licences of the packages whose code is in the bundles: they ask to be handed on. */
function licencesOf(files) {
	const folders = files.map((file) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(file)?.[0]);
	return [...new Set(folders.filter(Boolean))]
		.sort()
		.map((folder) => {
			const { name, version, license, author } = JSON.parse(
				readFileSync(`${folder}/package.json`, 'utf8'),
			);
			const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
			const text = file ? readFileSync(`${folder}/${file}`, 'utf8').trim() : '';
			return `${name} ${version} (${license}, ${author?.name ?? author})\n\n${text}\n`;
		})
		.join(`\n${'-'.repeat(80)}\n\n`);
}

const assets = () =>
	src(
		[
			'nodes/**/*.{svg,png}',
			'nodes/**/*.node.json',
			'nodes/*/__schema__/**/*.json',
			'icons/**/*.svg',
		],
		{ base: '.', encoding: false, allowEmpty: true },
	).pipe(dest('dist'));

exports.build = series(clean, parallel(bundle, assets));
exports.default = exports.build;
