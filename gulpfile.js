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
const ts = require('typescript');

const clean = () => rm('dist', { recursive: true, force: true });

/** n8n brings these in every version that can load the package. */
const BROUGHT_BY_N8N = ['n8n-workflow', 'luxon'];

/**
 * esbuild shares code between files only as ECMAScript modules; n8n requires CommonJS. Without blanks
 * n8n reads a fifth less at each start; names stay, so that a stack trace can be read.
 */
const bundle = async () => {
	const { metafile, outputFiles } = await build({
		entryPoints: globSync(['nodes/*/*.node.ts', 'credentials/*.credentials.ts']),
		outdir: 'dist',
		outbase: '.',
		chunkNames: 'chunks/[hash]',
		bundle: true,
		splitting: true,
		platform: 'node',
		format: 'esm',
		target: 'node20',
		external: BROUGHT_BY_N8N,
		legalComments: 'none',
		minifyWhitespace: true,
		minifySyntax: true,
		logLevel: 'warning',
		metafile: true,
		plugins: [shortNamesInLibraries],
		write: false,
	});
	await Promise.all(outputFiles.map(writeAsCommonJs));
	await writeFile('dist/THIRD-PARTY-LICENSES.txt', licencesOf(Object.keys(metafile.inputs)));
};

/** In a stack trace our own names are of use; those inside libraries are not, and are long. */
const shortNamesInLibraries = {
	name: 'short-names-in-libraries',
	setup: ({ onLoad }) =>
		onLoad({ filter: /node_modules.*\.[cm]?js$/ }, async ({ path }) => ({
			contents: (await transform(readFileSync(path, 'utf8'), { minifyIdentifiers: true })).code,
		})),
};

async function writeAsCommonJs({ path, text }) {
	await mkdir(dirname(path), { recursive: true });
	await writeFile(path, asCommonJs(text));
}

/**
 * One file of the bundle as CommonJS. esbuild's own conversion repeats its helpers in every file and
 * the file's name at every use of what it imports, a twelfth of the code. Plain destructuring is
 * enough here: the files of a bundle do not require each other in circles, and what they export
 * does not change.
 */
function asCommonJs(text) {
	const source = ts.createSourceFile('bundle.js', text, ts.ScriptTarget.Latest);
	const imports = source.statements.filter(ts.isImportDeclaration);
	const exported = source.statements.filter(ts.isExportDeclaration);
	const body = source.statements.filter((one) => !imports.includes(one) && !exported.includes(one));
	return [...imports.map(asRequire), ...body.map(textIn), ...exported.map(asExports)].join('');

	function asRequire({ importClause, moduleSpecifier }) {
		const from = `require(${textIn(moduleSpecifier)});`;
		return importClause ? `const{${pairs(importClause.namedBindings)}}=${from}` : from;
	}
	function asExports({ exportClause }) {
		const swapped = exportClause.elements.map(({ name, propertyName }) => ({
			name: propertyName ?? name,
			propertyName: propertyName && name,
		}));
		return `module.exports={${pairs({ elements: swapped })}};`;
	}
	function pairs({ elements }) {
		return elements
			.map(({ name, propertyName }) => (propertyName ? `${propertyName.text}:` : '') + name.text)
			.join();
	}
	function textIn(node) {
		return text.slice(node.getStart(source), node.end);
	}
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
			const text = file ? readFileSync(`${folder}/${file}`, 'utf8').trim() : NOT_IN_PACKAGE[name];
			if (!text) throw new Error(`${name} is in the bundle, and its licence text is not known`);
			return `${name} ${version} (${license}, ${author?.name ?? author})\n\n${text}\n`;
		})
		.join(`\n${'-'.repeat(80)}\n\n`);
}

/** The licences of packages that name theirs, and hold no file with its text. */
const NOT_IN_PACKAGE = {
	saxes: `Copyright (c) Contributors (saxes)
Copyright (c) Isaac Z. Schlueter and Contributors (sax, which saxes comes from)

Permission to use, copy, modify, and/or distribute this software for any
purpose with or without fee is hereby granted, provided that the above
copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES
WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF
MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR
ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES
WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN
ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR
IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.`,
};

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
