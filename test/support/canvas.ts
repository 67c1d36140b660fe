import type { Shipped, ShippedNode } from './shipped-workflows';

interface Box {
	name: string;
	left: number;
	top: number;
	right: number;
	bottom: number;
}

/** n8n's editor: a node is 96 pixels wide, and 96 high with up to two inputs or outputs, 32 more for each further one. */
const SIZE = 96;
const MORE = 32;
/** The name below a node. */
const LABEL = 28;
/** Outputs and inputs that have names write them beside their ends. */
const NAMED_ENDS = 180;

/** What would put a reader of the canvas off: things that lie on each other, wires that run behind a node. */
export function canvasTroubles(workflow: Shipped): string[] {
	const notes = workflow.nodes.filter(({ type }) => type.endsWith('.stickyNote'));
	const steps = workflow.nodes.filter((node) => !notes.includes(node));
	const boxes = new Map(steps.map((node) => [node.name, boxOf(workflow, node)]));
	const all = [...boxes.values(), ...notes.map(noteBox)];
	const overlaps = all.flatMap((one, index) =>
		all
			.slice(index + 1)
			.filter((other) => overlap(one, other))
			.map((other) => `${one.name} lies on ${other.name}`),
	);
	const behind = wires(workflow).flatMap((wire) => {
		const [from, to] = [boxes.get(wire.from), boxes.get(wire.to)];
		// back to the beginning of a loop n8n draws around
		if (!from || !to || to.left < from.right) return [];
		const path = curve(
			from,
			end(from, wire.output, wire.outputs),
			to,
			end(to, wire.input, wire.inputs),
		);
		return [...boxes.values()]
			.filter((box) => box !== from && box !== to && path.some((point) => inside(point, box)))
			.map((box) => `${wire.from} -> ${wire.to} runs behind ${box.name}`);
	});
	const tight = wires(workflow)
		.filter(({ outputs, inputs }) => outputs > 1 && inputs > 1)
		.filter(
			({ from, to }) => (boxes.get(to)?.left ?? 0) - (boxes.get(from)?.right ?? 0) < NAMED_ENDS,
		)
		.map(({ from, to }) => `${from} -> ${to}: no room for the names of both ends`);
	return [...overlaps, ...new Set([...behind, ...tight])];
}

interface Wire {
	from: string;
	output: number;
	outputs: number;
	to: string;
	input: number;
	inputs: number;
}

function wires({ connections }: Shipped): Wire[] {
	const found = Object.entries(connections).flatMap(([from, { main = [] }]) =>
		main.flatMap((targets, output) =>
			(targets ?? []).map(({ node, index }) => ({ from, output, to: node, input: index ?? 0 })),
		),
	);
	const count = (one: Omit<Wire, 'outputs' | 'inputs'>): Wire => ({
		...one,
		outputs: connections[one.from]?.main?.length ?? 1,
		inputs: Math.max(...found.filter(({ to }) => to === one.to).map(({ input }) => input + 1)),
	});
	return found.map(count);
}

function boxOf(workflow: Shipped, { name, position: [left, top] }: ShippedNode): Box {
	const of = wires(workflow);
	const ends = Math.max(
		1,
		...of.filter(({ from }) => from === name).map(({ outputs }) => outputs),
		...of.filter(({ to }) => to === name).map(({ inputs }) => inputs),
	);
	const height = SIZE + Math.max(0, ends - 2) * MORE;
	return { name, left, top, right: left + SIZE, bottom: top + height + LABEL };
}

function noteBox({ name, position: [left, top], parameters }: ShippedNode): Box {
	const right = left + Number(parameters.width);
	return { name, left, top, right, bottom: top + Number(parameters.height) };
}

function overlap(one: Box, other: Box): boolean {
	return (
		one.left < other.right &&
		other.left < one.right &&
		one.top < other.bottom &&
		other.top < one.bottom
	);
}

interface Point {
	x: number;
	y: number;
}

/** Where the nth of so many ends is, from the top. */
function end(box: Box, nth: number, of: number): number {
	return box.top + ((box.bottom - LABEL - box.top) * (nth + 1)) / (of + 1);
}

/** The wire as the editor draws it: a cubic curve that leaves and arrives level. */
function curve(from: Box, startY: number, to: Box, endY: number): Point[] {
	const middle = (from.right + to.left) / 2;
	return Array.from({ length: 60 }, (_, step) => {
		const t = (step + 0.5) / 60;
		const [a, b, c, d] = [(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t ** 2, t ** 3];
		return {
			x: a * from.right + (b + c) * middle + d * to.left,
			y: (a + b) * startY + (c + d) * endY,
		};
	});
}

function inside({ x, y }: Point, { left, right, top, bottom }: Box): boolean {
	return x > left && x < right && y > top && y < bottom;
}
