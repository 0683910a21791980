/**
 * The catalog a gateway serves from: immutable snapshots of validated entities, and the
 * whole-or-nothing changes between them.
 */
@NullMarked
package io.selvage.catalog;

import org.jspecify.annotations.NullMarked;
