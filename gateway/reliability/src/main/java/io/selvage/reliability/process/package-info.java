/**
 * Processes that are started, hurt and ended.
 */
@NullMarked
package io.selvage.reliability.process;

import org.jspecify.annotations.NullMarked;
