/**
 * The arrows of the house, kept by `npm run lint`. Type imports count: a type that two files of a
 * circle need stands in a file of its own. docs/architecture.md has the map.
 */
const TRADES = '^lib/(catalog|orders|order-status|permissions)/';
const WIRES = '^lib/(autotask|tdsynnex)/';
const PACKAGE = '^(lib|nodes|credentials)/';

const forbid = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

module.exports = {
	forbidden: [
		forbid('no-circle', {}, { circular: true }, 'no circle of files'),
		{
			...forbid('no-folder-circle', { path: '^lib/' }, { circular: true }, 'no circle of folders'),
			scope: 'folder',
		},
		forbid(
			'trades-apart',
			{ path: TRADES, pathNot: '^lib/order-status/' },
			{ path: TRADES, pathNot: '^lib/$1/' },
			'no trade imports a trade',
		),
		forbid(
			'order-status-on-orders',
			{ path: '^lib/order-status/' },
			{ path: TRADES, pathNot: '^lib/(order-status|orders)/' },
			'no trade imports a trade, but order-status stands on orders',
		),
		forbid(
			'wires-apart',
			{ path: WIRES },
			{ path: WIRES, pathNot: '^lib/$1/' },
			'the two wires do not know each other',
		),
		forbid('wires-below', { path: WIRES }, { path: TRADES }, 'a wire knows nothing of the trade'),
		forbid(
			'shared-below',
			{ path: '^lib/shared/' },
			{ path: '^lib/(?!shared/)' },
			'what all share knows none of them',
		),
		forbid(
			'lib-below',
			{ path: '^lib/' },
			{ path: '^(nodes|credentials)/' },
			'lib knows no n8n screen',
		),
		forbid(
			'package-alone',
			{ path: PACKAGE },
			{ path: '^(sandbox|demo|test|bench)/' },
			'the package does not know its tools',
		),
		forbid(
			'twins-alone',
			{ path: '^sandbox/' },
			{ path: PACKAGE },
			'a twin that shares code with what it checks proves nothing',
		),
	],
	options: {
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '(^|/)(node_modules|dist)/' },
	},
};
