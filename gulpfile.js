/**
 * The build: each node and each credential becomes one file in `dist/` that needs nothing but
 * n8n-workflow (a verified node has no runtime dependencies), with icons, codex, output samples and workflows beside.
 */
const { dest, parallel, series, src } = require('gulp');
const { build } = require('esbuild');
const { rm, writeFile } = require('node:fs/promises');
const { globSync, readdirSync, readFileSync } = require('node:fs');

const clean = () => rm('dist', { recursive: true, force: true });

const bundle = async () => {
	const { metafile } = await build({
		entryPoints: globSync(['nodes/*/*.node.ts', 'credentials/*.credentials.ts']),
		outdir: 'dist',
		outbase: '.',
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		external: ['n8n-workflow'],
		legalComments: 'none',
		logLevel: 'warning',
		metafile: true,
	});
	await writeFile('dist/THIRD-PARTY-LICENSES.txt', licencesOf(Object.keys(metafile.inputs)));
};

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
			'workflows/*.json',
		],
		{ base: '.', encoding: false, allowEmpty: true },
	).pipe(dest('dist'));

exports.build = series(clean, parallel(bundle, assets));
exports.default = exports.build;
