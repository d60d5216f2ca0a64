/** Keeps the projector's computer from falling asleep, where the browser can (HTTPS only). @returns lets it sleep again. */
export function keepAwake(): () => void {
	let lock: WakeLockSentinel | null = null;
	let over = false;
	const ask = async () => {
		if (over || document.visibilityState !== 'visible') return;
		try {
			lock = await navigator.wakeLock?.request('screen');
			if (over) void lock?.release();
		} catch {
			// A battery that is nearly empty refuses it: then the system's own settings count.
		}
	};
	void ask();
	// The browser takes the lock back whenever the page is hidden.
	document.addEventListener('visibilitychange', ask);
	return () => {
		over = true;
		document.removeEventListener('visibilitychange', ask);
		void lock?.release();
	};
}
