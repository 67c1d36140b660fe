/**
 * n8n-workflow for the unit tests: its own files, without the index, which reads the parsers of all
 * expressions and takes most of a second of every suite that imports a node. A name that is missing
 * here is undefined in the tests: add the file that has it.
 */
const { join } = require('node:path');

const files = join(__dirname, '..', '..', 'node_modules', 'n8n-workflow', 'dist', 'cjs');

module.exports = {
	...require(join(files, 'errors', 'index.js')),
	...require(join(files, 'interfaces.js')),
	...require(join(files, 'utils.js')),
	ObservableObject: require(join(files, 'observable-object.js')),
};
