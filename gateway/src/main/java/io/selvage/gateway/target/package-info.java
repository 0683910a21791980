/**
 * Backends as requests call them: who may be called next, given who was tried.
 */
@NullMarked
package io.selvage.gateway.target;

import org.jspecify.annotations.NullMarked;
