/** Reason codes of the SSDA903 social-worker episodes. */
export const EPISODE_REASONS = ["MANAGE", "FCONTA", "LEFTRL", "ORGRST", "TSPROC", "ABSENC", "CHCHAN", "PCCHAN", "SWDIED", "OTHERS"] as const;
export type EpisodeReason = (typeof EPISODE_REASONS)[number];
