import { cutText } from '../cut-text';
import type { XmlElement } from '../xml/element';
import { attribute, findChildren } from '../xml/read-element';

// Readers that refuse nothing: for showing what came, whatever its form. Nothing that decides may read by them.

const LONGEST = 2000;

export function firstChild(parent: XmlElement, namespace: string, localName: string): XmlElement | undefined {
  return findChildren(parent, namespace, localName)[0];
}

/** An attribute in no namespace, cut where it is longer than anybody reads. */
export function shownAttribute(element: XmlElement | undefined, localName: string): string | undefined {
  const found = element && attribute(element, localName);
  return found === undefined ? undefined : cutText(found, LONGEST);
}

/** All text in an element, at any depth; cut likewise. */
export function shownText(element: XmlElement | undefined): string | undefined {
  return element && cutText(allText(element).trim(), LONGEST);
}

export function allText({ children }: XmlElement): string {
  return children
    .map((child) => {
      if (child.kind === 'text') return child.value;
      return child.kind === 'element' ? allText(child) : '';
    })
    .join('');
}
