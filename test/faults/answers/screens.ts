import type { INodeType } from 'n8n-workflow';
import { ACCOUNT } from '../orders/tdsynnex-door';
import { type Operation, OPERATIONS } from './operations';
import type { Screen } from './virtual-n8n';

const NODES = [...new Map(OPERATIONS.map(({ node }) => [node.description.name, node])).values()];

/** Part of a name of what each search finds on the ground, as a person types it. */
const TYPED: Record<string, string> = {
	searchVendors: 'syn',
	searchMaterialCodes: 'hard',
	searchPurchaseOrders: '90',
	searchOpportunities: 'a',
};

/** Every list and every Test button of every node, as the nodes themselves name them. */
export const SCREENS: Operation[] = NODES.flatMap((node) => [
	...namesOf(node.methods?.listSearch).flatMap((method) => [
		screenOf(node, { kind: 'listSearch', method }),
		screenOf(node, { kind: 'listSearch', method, typed: TYPED[method] ?? 'a' }),
	]),
	...namesOf(node.methods?.loadOptions).map((method) =>
		screenOf(node, { kind: 'loadOptions', method }),
	),
	...namesOf(node.methods?.credentialTest).flatMap((method) => testsOf(node, method)),
]);

function testsOf(node: INodeType, method: string): Operation[] {
	const tested = node.description.credentials?.find(({ testedBy }) => testedBy === method);
	if (!tested) throw new Error(`${node.description.name} tests no credential by ${method}`);
	const screen: Screen = { kind: 'credentialTest', method, credential: tested.name };
	const both = screenOf(node, screen);
	if (tested.name !== 'tdSynnexEcApi') return [both];
	const { readOnlyUserId, readOnlyPassword } = ACCOUNT;
	const logins = { tdSynnexEcApi: { readOnlyUserId, readOnlyPassword } };
	return [both, { ...both, title: `${both.title} with two users`, logins }];
}

function screenOf(node: INodeType, screen: Screen): Operation {
	const { method, typed } = screen;
	return {
		title: `${node.description.displayName}: ${method}${typed ? ` "${typed}"` : ''}`,
		node,
		parameters: () => ({}),
		items: () => [],
		records: () => [],
		screen,
	};
}

function namesOf(methods: object | undefined): string[] {
	return Object.keys(methods ?? {});
}
