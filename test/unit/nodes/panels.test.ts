import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { NODES } from '../../support/node-classes';

const ROOT = join(__dirname, '../../..');

/** What the panel shows whole inside a collection; longer names end in three dots. */
const LONGEST_NAME = 30;
/** What the canvas shows whole of an output that is not connected yet. */
const LONGEST_OUTPUT = 9;
/** Parts of an address or of a person, which say what they are. */
const SELF_EXPLANATORY =
	/^(End User|Contact|Address|City|Name|Phone|State|ZIP|Comment$|Percent$|Options$|Resource$|Operation$)/;

interface Field {
	path: string;
	field: INodeProperties;
}

/** Every field of a panel, those inside collections too. */
function fieldsOf(properties: INodeProperties[], above = ''): Field[] {
	return properties.flatMap((field) => {
		const path = above ? `${above} > ${field.displayName}` : field.displayName;
		const inner = (field.options ?? []).flatMap((option) =>
			field.type === 'collection'
				? [option as INodeProperties]
				: field.type === 'fixedCollection'
					? (option as INodePropertyCollection).values
					: [],
		);
		return [{ path, field }, ...fieldsOf(inner, path)];
	});
}

/** Pages leave out units, and that an ID will do as well. */
const nameOnPage = (name: string) => name.replace(/ (\([A-Z%][\w ]*\)|Names? or IDs?|\(%\))$/, '');

describe.each(NODES)('the panel of $node.description.displayName', ({ node, page }) => {
	const { credentials = [], properties } = node.description;
	const fields = fieldsOf(properties).filter(({ field }) => field.type !== 'notice');
	const paths = (wrong: Field[]) => wrong.map(({ path }) => path);

	it('has no name that n8n cuts off', () => {
		const long = fields.filter(({ field }) => field.displayName.length > LONGEST_NAME);
		const outputs = node.description.outputNames ?? [];
		expect([...paths(long), ...outputs.filter((name) => name.length > LONGEST_OUTPUT)]).toEqual([]);
	});

	it('says what a field is for, or what each of its choices does', () => {
		const silent = fields
			.filter(({ field }) => !SELF_EXPLANATORY.test(field.displayName))
			.filter(({ field }) => !field.description && !field.hint)
			.filter(({ field }) => !(field.options ?? []).some((option) => 'description' in option));
		expect(paths(silent)).toEqual([]);
	});

	it('shows an example in every text field that starts empty', () => {
		const bare = fields
			.filter(({ field: { type, default: value } }) => type === 'string' && value === '')
			.filter(({ field }) => !/^e\.g\. ./.test(field.placeholder ?? ''));
		expect([...new Set(paths(bare))]).toEqual([]);
	});

	it('starts a node that writes as a dry run, or as a look', () => {
		const operation = properties.find(({ name }) => name === 'operation')?.default;
		const dryRun = properties.find(({ name }) => name === 'dryRun')?.default;
		const looks = [undefined, 'read', 'check', 'preview', 'run'].includes(operation as string);
		expect(looks || dryRun === true).toBe(true);
	});

	it('writes its buttons alike', () => {
		const shouted = fields.filter(({ field }) => /^Add [A-Z]/.test(field.placeholder ?? ''));
		expect(paths(shouted)).toEqual([]);
	});

	it('tells its credentials apart', () => {
		const named = credentials.map(({ displayName }) => displayName);
		expect(named).not.toContain(undefined);
		expect(new Set(named).size).toBe(credentials.length);
	});

	it('is documented field by field', () => {
		const text = readFileSync(join(ROOT, page), 'utf8');
		const missing = fields
			.filter(({ field }) => !/^(Resource|Operation|Options)$/.test(field.displayName))
			.filter(({ field }) => !text.includes(nameOnPage(field.displayName)));
		expect([...new Set(paths(missing))]).toEqual([]);
	});
});
