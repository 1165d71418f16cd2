import type { PlacementRule } from "./rule";

/** Rule 36: required certificates are held. */
export const certificates: PlacementRule = {
  id: "certificates",
  bindsCompanion: false,
  refuse: ({ unit, cover }) => {
    if (unit.kind !== "family") return null;
    const missing = unit.family.requiredCertificates.filter((certificate) => !cover.certificates.includes(certificate));
    return missing.length === 0 ? null : `${cover.id} lacks a certificate that ${unit.id} requires: ${missing.join(", ")}.`;
  },
};
