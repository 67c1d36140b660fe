import type { WorkflowFile } from './daily-sync';

/** What the notes of the shipped workflows ask for. */
export interface FilledWith {
	/** Of TD SYNNEX among Autotask's companies. */
	vendorId: string;
	/** The Material Code of new products. */
	billingCodeId: string;
	/** Where the price file is on the SFTP server. */
	pricePath: string;
	/** Base address of Autotask's REST API. */
	autotaskUrl: string;
	/** A credential by its type. */
	credential(type: string): { id: string; name: string };
}

const BOTH = ['autotaskPsaApi', 'tdSynnexEcApi'];
/** Which credentials a node of a type gets. */
const BY_TYPE: Record<string, string[]> = {
	catalogFetch: ['tdSynnexEcApi'],
	productUpsert: ['autotaskPsaApi'],
	permissionCheck: BOTH,
	poCreate: BOTH,
	statusPoll: BOTH,
	statusPollTrigger: BOTH,
	purchaseOrderTrigger: ['autotaskPsaApi'],
	chargeTrigger: ['autotaskPsaApi'],
	opportunityTrigger: ['autotaskPsaApi'],
	emailSend: ['smtp'],
	ftp: ['sftp'],
	slack: ['slackApi'],
	lmChatOpenAi: ['openAiApi'],
};

/** Fills a shipped workflow in, as its notes say, in place. */
export function fillIn<T extends Pick<WorkflowFile, 'nodes'>>(workflow: T, given: FilledWith): T {
	setSettings(workflow, { vendorId: given.vendorId, autotaskUrl: given.autotaskUrl });
	for (const node of workflow.nodes) {
		const types = credentialTypesOf(node);
		if (types.length > 0)
			node.credentials = Object.fromEntries(types.map((type) => [type, given.credential(type)]));
		const chosen = { vendor: given.vendorId, billingCode: given.billingCodeId };
		for (const [name, value] of Object.entries(chosen)) {
			const locator = node.parameters[name] as { value?: string } | undefined;
			if (locator?.value === '') node.parameters[name] = { __rl: true, mode: 'id', value };
		}
		if (node.type === 'n8n-nodes-base.ftp') node.parameters.path = given.pricePath;
	}
	return workflow;
}

/** Sets fields of the node Settings, where it has them. */
export function setSettings(
	workflow: Pick<WorkflowFile, 'nodes'>,
	values: Record<string, unknown>,
): void {
	const settings = workflow.nodes.find(({ name }) => name === 'Settings');
	const { assignments } = (settings?.parameters.assignments ?? { assignments: [] }) as {
		assignments: { name: string; value: unknown }[];
	};
	for (const assignment of assignments)
		if (assignment.name in values) assignment.value = values[assignment.name];
}

function credentialTypesOf({ type, parameters }: WorkflowFile['nodes'][number]): string[] {
	if (parameters.authentication === 'basicAuth') return ['httpBasicAuth'];
	if (parameters.authentication === 'bearerAuth') return ['httpBearerAuth'];
	if (parameters.action === 'hmac') return ['crypto'];
	if (parameters.nodeCredentialType === 'autotaskPsaApi') return ['autotaskPsaApi'];
	// as a tool of an AI agent a node has a type of its own
	return BY_TYPE[(type.split('.').pop() ?? '').replace(/(Hitl)?Tool$/, '')] ?? [];
}
