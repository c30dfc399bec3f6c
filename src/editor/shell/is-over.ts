/** Whether something is open over the page, which Escape closes first. The charts of the dock are lists as well, and lie in it for good. */
export const isOverPage = (): boolean => document.querySelector(':is([role="dialog"], [role="menu"], [role="listbox"]):not([data-part="dock"] *)') !== null;
