package io.selvage.catalog.management;

import io.selvage.catalog.security.Caller;

/**
 * One call the management API offers: for its description, and for the test that tries
 * every call with every kind of credentials.
 *
 * @param method the HTTP method
 * @param template the path with names in braces
 * @param access what the caller must be allowed to do
 * @param summary what it does
 */
public record ManagementRoute(String method, String template, Caller.Access access, String summary) {
}
