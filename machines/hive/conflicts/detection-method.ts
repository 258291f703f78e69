/** How conflicts are found: by comparing each pair of packs, or by a hash join of their names. */
export const DETECTION_METHODS = ['pairwise', 'hashed'] as const;

export type DetectionMethod = (typeof DETECTION_METHODS)[number];
