import { canvasTroubles } from '../../support/canvas';
import { noteText, shipped } from '../../support/shipped-workflows';

describe.each(shipped())('the file $file.json', (workflow) => {
	const names = workflow.nodes.map(({ name }) => name);
	const steps = workflow.nodes.filter(({ type }) => !type.endsWith('.stickyNote'));

	it('begins with a trigger that `n8n execute` can start, beside the real one', () => {
		expect(steps.filter(({ type }) => type.endsWith('.manualTrigger'))).toHaveLength(1);
		expect(names).toContain('Run now');
	});

	it('names the error handler, the log too; only the handler itself names none', () => {
		const isHandler = workflow.file === 'error-handler';
		expect(workflow.settings.errorWorkflow).toBe(isHandler ? undefined : 'tdsErrorHandler1');
	});

	it('is inactive, holds no credential, no pinned data and no code', () => {
		expect(workflow.active).toBe(false);
		expect(steps.filter((node) => 'credentials' in node)).toEqual([]);
		expect(steps.filter(({ type }) => /\.(code|function|functionItem)$/.test(type))).toEqual([]);
	});

	// n8n 2.0 refuses a file without it; newer ones put their own in its place
	it('has an id of its version', () => {
		expect(workflow.versionId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
		expect(shipped().filter(({ versionId }) => versionId === workflow.versionId)).toHaveLength(1);
	});

	// an older n8n runs Crypto 1 for Crypto 2, and would sign with what stands here instead of the credential
	it('leaves no signature to an empty secret on an n8n that has no Crypto 2', () => {
		const signing = steps.filter(({ parameters }) => parameters.action === 'hmac');
		for (const { parameters } of signing) {
			const expression = /^=\{\{ (.+) \}\}$/.exec(String(parameters.secret))?.[1];
			const made = () => new Function(`return ${expression}`)() as string;
			expect(made().length).toBeGreaterThan(20);
			expect(made()).not.toBe(made());
		}
	});

	it('has ids that stay, one each, and webhooks that have theirs', () => {
		expect(new Set(workflow.nodes.map(({ id }) => id)).size).toBe(workflow.nodes.length);
		expect(new Set(names).size).toBe(names.length);
		const hooks = steps.filter(({ type }) => /\.(webhook|formTrigger|form|chatTrigger|mcpTrigger|\w+HitlTool)$/.test(type));
		expect(hooks.filter(({ webhookId }) => webhookId === undefined)).toEqual([]);
	});

	it('says in numbered notes what to fill in, or that nothing is', () => {
		const text = noteText(workflow);
		expect(text).toMatch(/## 1\. /);
		const asking = steps.filter(({ type }) => /\.(poCreate|emailSend|webhook|ftp|lmChat\w+|\w+Tool)$/.test(type));
		if (asking.some(({ disabled }) => disabled !== true)) expect(text).toMatch(/[Cc]redential/);
	});

	it('names in its notes every value of Settings that is left to fill in', () => {
		const { assignments = [] } = (steps.find(({ name }) => name === 'Settings')?.parameters
			.assignments ?? {}) as { assignments?: { name: string; value: unknown }[] };
		const open = assignments.filter(({ value }) => value === '' || /example\.com/.test(String(value)));
		const text = noteText(workflow);
		expect(open.filter(({ name }) => !text.includes(`**${name}**`))).toEqual([]);
	});

	it('writes no name of a field into its notes that is not in the workflow', () => {
		const fields = [...noteText(workflow).matchAll(/\*\*([a-z]+[A-Z]\w*)\*\*/g)].map(([, name]) => name);
		const text = JSON.stringify(steps);
		expect(fields.filter((name) => !text.includes(String(name)))).toEqual([]);
	});

	it('is easy on the eye: nothing lies on anything, no wire runs behind a node', () => {
		expect(canvasTroubles(workflow)).toEqual([]);
	});

	it('reads from left to right', () => {
		const at = new Map(steps.map(({ name, position }) => [name, position[0]]));
		const backwards = Object.entries(workflow.connections).flatMap(([from, { main = [] }]) =>
			main
				.flatMap((outputs) => outputs ?? [])
				.filter(({ node }) => (at.get(node) ?? 0) < (at.get(from) ?? 0))
				.map(({ node }) => `${from} -> ${node}`),
		);
		// a loop goes back to where it began
		expect(backwards.filter((one) => !/-> Some at a time$/.test(one))).toEqual([]);
	});

	/** n8n takes the upper branch first, and goes to its end before it takes the next. */
	it('says that it runs before it runs, and logs what was done before it may stop', () => {
		const steps = new Map(workflow.nodes.map((node) => [node.name, node]));
		const typesFrom = (name: string, seen = new Set<string>()): string[] => {
			if (seen.has(name)) return [];
			seen.add(name);
			const next = (workflow.connections[name]?.main ?? []).flatMap((output) => output ?? []);
			const types = next.flatMap(({ node }) => typesFrom(node, seen));
			return [String(steps.get(name)?.type.split('.').pop()), ...types];
		};
		const late = Object.values(workflow.connections).flatMap(({ main = [] }) =>
			main.flatMap((output) => {
				const upper = [...(output ?? [])]
					.map(({ node }) => node)
					.sort((a, b) => (steps.get(a)?.position[1] ?? 0) - (steps.get(b)?.position[1] ?? 0));
				return upper.filter((name, at) =>
					name === 'Begun'
						? at > 0
						: typesFrom(name).join() === 'set,executeWorkflow' &&
							upper.slice(0, at).some((above) => typesFrom(above).includes('stopAndError')),
				);
			}),
		);
		expect(late).toEqual([]);
	});

	/** What somebody approved by its total is sent as they saw it: a total alone also fits other goods. */
	it('takes no approval of a total without that of the content', () => {
		const ordering = steps.filter(({ type }) => /\.poCreate(Tool)?$/.test(type));
		const half = ordering.filter(({ parameters }) => {
			const { rules, orderOptions = {} } = parameters as Record<string, Record<string, string>>;
			const byTotal = /\btotal\b/.test(JSON.stringify([rules, orderOptions]));
			return byTotal && !/content/i.test(orderOptions.approvedContent ?? '');
		});
		expect(half.map(({ name }) => name)).toEqual([]);
	});

	it('orders nothing before somebody has switched it on', () => {
		const submits = steps.filter(
			({ type, parameters }) =>
				/\.poCreate(Tool)?$/.test(type) &&
				['submit', 'createFromCharges', 'createFromOpportunity', 'createFromItems'].includes(
					String(parameters.operation),
				),
		);
		if (submits.length === 0) return;
		const settings = steps.find(({ name }) => name === 'Settings')?.parameters as {
			assignments: { assignments: { name: string; value: unknown }[] };
		};
		const value = (field: string) =>
			settings.assignments.assignments.find(({ name }) => name === field)?.value;
		expect(value('orderNow')).toBe(false);
		expect(Number(value('capPerOrder'))).toBeGreaterThan(0);
		expect(Number(value('capPerRun'))).toBeGreaterThan(0);
	});
});

describe('a remedy that says "a later run"', () => {
	it.each(
		shipped().filter(({ nodes }) =>
			nodes.some(
				({ type, parameters }) =>
					type.endsWith('.poCreate') &&
					parameters.operation === 'submit' &&
					nodes.some((one) => one.type.endsWith('.purchaseOrderTrigger')),
			),
		),
	)('is true in $file: a schedule looks up what is in doubt and sends what waited', ({ nodes }) => {
		const operations = nodes.map(({ parameters }) => [parameters.operation, parameters.select].join());
		expect(nodes.some(({ type }) => type.endsWith('.scheduleTrigger'))).toBe(true);
		expect(operations).toEqual(expect.arrayContaining(['reconcile,open', 'submit,ready']));
	});
});
