import { readFileSync, writeFileSync } from 'node:fs';
import { constants, crc32, deflateSync, inflateSync } from 'node:zlib';
import UPNG from 'upng-js';

/**
 * Pictures go into the package, which is to stay small: a screenshot of an editor loses little that
 * an eye sees when it keeps this many colors, and most of its bytes.
 */
const COLORS = 16;

/** So many colors stand for all of a screenshot before the like of them are merged. */
const FIRST_COLORS = 64;

/** Writes a screenshot anew with few colors. */
export function shrink(file: string): void {
	const { pixels, width, height } = read(readFileSync(file));
	const fewer = read(Buffer.from(UPNG.encode([pixels.buffer], width, height, FIRST_COLORS)));
	const colors = merged(fewer.pixels);
	const few = fewer.pixels.map((color) => colors.get(color)!);
	writeFileSync(file, packTighter(Buffer.from(UPNG.encode([few.buffer], width, height, 0))));
}

function read(png: Buffer) {
	const image = UPNG.decode(new Uint8Array(png).buffer);
	const pixels = new Uint32Array(UPNG.toRGBA8(image)[0]!);
	return { pixels, width: image.width, height: image.height };
}

interface Merged {
	/** Red, green, blue, alpha. */
	parts: number[];
	weight: number;
	from: number[];
}

/**
 * Which color stands for each. The two whose merging harms least become one until few are left. A
 * color weighs by the root of its pixels, or an icon's red would be lost to the grays of letters.
 */
function merged(pixels: Uint32Array): Map<number, number> {
	const counts = new Map<number, number>();
	for (const color of pixels) counts.set(color, (counts.get(color) ?? 0) + 1);
	const groups = [...counts].map(([color, count]): Merged => {
		const parts = [0, 8, 16, 24].map((shift) => (color >>> shift) & 0xff);
		return { parts, weight: Math.sqrt(count), from: [color] };
	});
	while (groups.length > COLORS) {
		const [one, other] = nearest(groups);
		groups.splice(groups.indexOf(other), 1);
		const heavier = one.weight > other.weight ? one : other;
		groups[groups.indexOf(one)] = {
			parts: heavier.parts,
			weight: one.weight + other.weight,
			from: [...one.from, ...other.from],
		};
	}
	const color = ({ parts }: Merged) =>
		parts.reduce((all, part, at) => (all | (part << (8 * at))) >>> 0, 0);
	return new Map(
		groups.flatMap((group) => group.from.map((each) => [each, color(group)] as const)),
	);
}

function nearest(groups: Merged[]): [Merged, Merged] {
	const pairs = groups.flatMap((one, at) =>
		groups.slice(at + 1).map((other): [Merged, Merged] => [one, other]),
	);
	const harm = ([one, other]: [Merged, Merged]) => {
		const apart = one.parts.reduce((sum, part, at) => sum + (part - other.parts[at]!) ** 2, 0);
		return (apart * one.weight * other.weight) / (one.weight + other.weight);
	};
	return pairs.reduce((best, pair) => (harm(pair) < harm(best) ? pair : best));
}

/** The same PNG with its pixels compressed as far as zlib can: a tenth less than upng-js does. */
function packTighter(png: Buffer): Buffer {
	const chunks = [...chunksOf(png)];
	const isPixels = ({ type }: Chunk) => type === 'IDAT';
	const pixels = inflateSync(Buffer.concat(chunks.filter(isPixels).map(({ data }) => data)));
	const first = chunks.findIndex(isPixels);
	const rest = chunks.filter((chunk) => !isPixels(chunk));
	rest.splice(first, 0, { type: 'IDAT', data: smallest(pixels) });
	return Buffer.concat([png.subarray(0, SIGNATURE_BYTES), ...rest.map(written)]);
}

interface Chunk {
	type: string;
	data: Buffer;
}
const SIGNATURE_BYTES = 8;

function* chunksOf(png: Buffer): Generator<Chunk> {
	for (let at = SIGNATURE_BYTES; at < png.length;) {
		const length = png.readUInt32BE(at);
		yield {
			type: png.toString('latin1', at + 4, at + 8),
			data: png.subarray(at + 8, at + 8 + length),
		};
		at += length + 12;
	}
}

function written({ type, data }: Chunk): Buffer {
	const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(data.length);
	const sum = Buffer.alloc(4);
	sum.writeUInt32BE(crc32(named));
	return Buffer.concat([length, named, sum]);
}

function smallest(pixels: Buffer): Buffer {
	const { Z_DEFAULT_STRATEGY, Z_FILTERED, Z_RLE } = constants;
	return [Z_DEFAULT_STRATEGY, Z_FILTERED, Z_RLE]
		.map((strategy) => deflateSync(pixels, { level: 9, memLevel: 9, strategy }))
		.reduce((best, one) => (one.length < best.length ? one : best));
}
