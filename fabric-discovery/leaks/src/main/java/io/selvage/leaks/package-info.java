/**
 * Makes a leaked buffer fail the tests.
 */
@NullMarked
package io.selvage.leaks;

import org.jspecify.annotations.NullMarked;
