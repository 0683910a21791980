package io.selvage.catalog.entity;

/**
 * A cookie that keeps a client at one member of a pool.
 *
 * @param cookieName the name of the cookie
 */
public record SessionAffinity(String cookieName) {
}
