import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Idle } from './idle.svelte.ts';

let gone: ReturnType<typeof vi.fn<() => void>>;
let idle: Idle;
let unwatch: () => void;
beforeEach(() => {
	vi.useFakeTimers();
	const page = new EventTarget();
	vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
	vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
	vi.stubGlobal('touch', () => page.dispatchEvent(new Event('pointerdown')));
	gone = vi.fn<() => void>();
	idle = new Idle(gone);
	unwatch = idle.watch();
});
afterEach(() => {
	unwatch();
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

it('asks for the last 20 seconds of a minute without a touch, and then is done', () => {
	vi.advanceTimersByTime(39_000);
	expect(idle.left).toBeNull();
	vi.advanceTimersByTime(1000);
	expect(idle.left).toBe(20);
	vi.advanceTimersByTime(19_000);
	expect(idle.left).toBe(1);
	expect(gone).not.toHaveBeenCalled();
	vi.advanceTimersByTime(1000);
	expect(gone).toHaveBeenCalledOnce();
	vi.advanceTimersByTime(60_000);
	expect(gone).toHaveBeenCalledOnce();
});

it('any touch begins the minute anew', () => {
	vi.advanceTimersByTime(45_000);
	expect(idle.left).toBe(15);
	(globalThis as unknown as { touch(): void }).touch();
	expect(idle.left).toBeNull();
	vi.advanceTimersByTime(39_000);
	expect(idle.left).toBeNull();
});

it('a tablet that slept for that long is for the next person at once', () => {
	vi.setSystemTime(Date.now() + 3_600_000);
	vi.advanceTimersByTime(1000);
	expect(gone).toHaveBeenCalledOnce();
});
