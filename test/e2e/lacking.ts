import { type Shipped, shipped, type ShippedNode } from '../support/shipped-workflows';
import { patient } from './runs';
import type { ShippedStage } from './shipped';

/** A node or credential type as n8n's editor is told of it. */
export interface Known {
	name: string;
	displayName: string;
	version?: number | number[];
	properties: { name: string; displayName: string }[];
}

/** Something that a workflow lacks as it is shipped, by its name on the screen. */
export interface Lacking {
	workflow: Shipped;
	node: string;
	screenName: string;
}

/**
 * What n8n refuses to publish each shipped workflow for, with every node of it switched on, and what it does not
 * look at: credentials that a parameter asks for.
 */
export async function lacks(
	stage: ShippedStage,
	nodeTypes: Known[],
	credentialTypes: Known[],
): Promise<Lacking[]> {
	const found: Lacking[] = [];
	for (const workflow of shipped()) {
		const nodes = workflow.nodes.map((node) => ({ ...node, disabled: false }));
		for (const [node, issue] of issuesIn(
			// one more copy of the workflow does no harm
			await patient(() => refusalOf(stage, workflow, nodes)),
		)) {
			const type = nodes.find(({ name }) => name === node)?.type;
			const { credential, parameters = '' } = ISSUE.exec(issue)?.groups ?? {};
			const names = credential
				? [screenName(credentialTypes, credential)]
				: parameters.split(', ').map((name) => {
						const { properties } = nodeTypes.find((one) => one.name === type) as Known;
						return screenName(properties, name);
					});
			for (const name of names) found.push({ workflow, node, screenName: name });
		}
		for (const { name, parameters } of nodes)
			for (const type of askedFor(parameters))
				found.push({ workflow, node: name, screenName: screenName(credentialTypes, type) });
	}
	return found;
}

const ISSUE =
	/^Missing required credential: (?<credential>.+)|^Missing or invalid required parameters: (?<parameters>[\w, ]+)/;

/** n8n's words to somebody who wants to publish; empty when it does. */
async function refusalOf(
	{ editor, home }: ShippedStage,
	{ name, connections, settings }: Shipped,
	nodes: ShippedNode[],
): Promise<string> {
	const { id, versionId } = await editor.call<{ id: string; versionId: string }>(
		'POST',
		'/workflows',
		{ name: `As shipped: ${name}`, nodes, connections, settings },
	);
	const answer = await fetch(`${home.url}/rest/workflows/${id}/activate`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', cookie: editor.cookie },
		body: JSON.stringify({ versionId }),
	});
	const text = answer.ok ? '' : ((await answer.json()) as { message: string }).message;
	// what could be published would go on answering beside the one that is filled in
	if (answer.ok) await editor.call('POST', `/workflows/${id}/deactivate`, {});
	await editor.call('POST', `/workflows/${id}/archive`);
	return text;
}

/** Node and issue, one pair an issue. */
function issuesIn(refusal: string): [string, string][] {
	return refusal
		.split(/^Node "/m)
		.slice(1)
		.flatMap((part) => {
			const [node = '', ...lines] = part.split('\n');
			return lines
				.filter((line) => line.startsWith('  - '))
				.map((line): [string, string] => [node.replace(/":$/, ''), line.slice(4)]);
		});
}

/** Credential types that the parameters of a node of n8n's own choose. */
function askedFor({ authentication, nodeCredentialType, action }: ShippedNode['parameters']) {
	if (authentication === 'predefinedCredentialType') return [String(nodeCredentialType)];
	if (authentication === 'basicAuth') return ['httpBasicAuth'];
	return action === 'hmac' ? ['crypto'] : [];
}

/** n8n says the one or the other, by whether the node names its credential itself. */
function screenName(known: { name: string; displayName: string }[], said: string): string {
	const found = known.find(({ name, displayName }) => [name, displayName].includes(said));
	return found?.displayName ?? `(unknown) ${said}`;
}
