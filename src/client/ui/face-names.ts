/** The five faces in words, from sad to glad: what each says of the evening. */
export const faceNames = ['Slecht', 'Matig', 'Gewoon', 'Goed', 'Heel goed'] as const;
