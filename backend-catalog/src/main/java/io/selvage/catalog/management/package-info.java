/**
 * The management API in the shape of Azure Resource Manager.
 */
@NullMarked
package io.selvage.catalog.management;

import org.jspecify.annotations.NullMarked;
