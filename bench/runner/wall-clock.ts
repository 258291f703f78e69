/** The host's clock, ms: taken before a simulation can put its guard in front of it. */
export const wallNowMs = performance.now.bind(performance);
