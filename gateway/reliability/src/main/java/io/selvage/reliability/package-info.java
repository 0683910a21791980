/**
 * Holds whole gateway processes to the goals of reliability and prints what was measured.
 */
@NullMarked
package io.selvage.reliability;

import org.jspecify.annotations.NullMarked;
