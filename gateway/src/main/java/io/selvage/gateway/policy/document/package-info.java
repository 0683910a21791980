/**
 * Policy text to a tree with positions: the tolerant raw reader, strict XML, named
 * values, limits.
 */
@NullMarked
package io.selvage.gateway.policy.document;

import org.jspecify.annotations.NullMarked;
