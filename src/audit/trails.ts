/** Whose trail an event of the platform itself belongs to: the nil UUID is no tenant's id. */
export const PLATFORM_TRAIL = '00000000-0000-0000-0000-000000000000';
